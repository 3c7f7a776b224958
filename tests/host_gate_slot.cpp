// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/host_gate_slot.hpp>

#include "support/certificates.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

using apibind::call_clock;
using apibind::detail::boot_id;
using apibind::detail::gate_folder;
using apibind::detail::gate_row;
using apibind::detail::gate_slot;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace host_gate_slot_test {
namespace {

constexpr auto at_once = call_clock::time_point::min();
call_clock::time_point const noon{12h};

/// No file can be written while this lives, as on a full disk.
class full_disk {
public:
    full_disk() : was_handled_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &was_);
        ::rlimit none = was_;
        none.rlim_cur = 0;
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    full_disk(full_disk const&) = delete;
    full_disk& operator=(full_disk const&) = delete;
    ~full_disk() {
        ::setrlimit(RLIMIT_FSIZE, &was_);
        std::signal(SIGXFSZ, was_handled_);
    }

private:
    void (*was_handled_)(int);
    ::rlimit was_{};
};

struct slots {
    support::temporary_folder around;
    gate_folder folder{fs::path(around.write("beside", "")).parent_path() / "gates"};
    std::string boot = boot_id();
    std::string fault;

    gate_slot::answer take(gate_slot& it, call_clock::time_point now = noon) {
        return it.take(folder, "name.0", boot, now, fault);
    }
    fs::path file() const { return fs::path(folder.name()) / "name.0"; }
};

TEST_CASE("a slot is one's alone until it is left") {
    slots at;
    gate_slot one, two;
    CHECK(at.take(one) == gate_slot::answer::taken);
    CHECK(at.take(one) == gate_slot::answer::busy);
    CHECK(at.take(two) == gate_slot::answer::busy);
    one.leave(at.boot, at_once);
    CHECK(at.take(two) == gate_slot::answer::taken);
    one.leave(at.boot, at_once); // it is not its own any more
    CHECK(at.take(one) == gate_slot::answer::busy);
    CHECK(at.fault == "");
}

TEST_CASE("a slot that is kept is free from the time that was said on") {
    slots at;
    gate_slot one, two;
    CHECK(at.take(one) == gate_slot::answer::taken);
    one.leave(at.boot, noon + 1min);
    CHECK(!one.is_held());
    CHECK(at.take(one) == gate_slot::answer::busy);
    CHECK(at.take(two, noon + 59s) == gate_slot::answer::busy);
    CHECK(at.take(two, noon + 60s) == gate_slot::answer::taken);
}

TEST_CASE("what was kept before the system was started anew is void") {
    slots at;
    gate_slot one, two;
    CHECK(at.take(one) == gate_slot::answer::taken);
    one.leave(at.boot, noon + 1h);
    CHECK(at.take(two) == gate_slot::answer::busy);
    at.boot[0] = at.boot[0] == '0' ? '1' : '0';
    CHECK(at.take(two) == gate_slot::answer::taken);
}

TEST_CASE("one run of the system has one id") {
    CHECK(boot_id().size() == 36);
    CHECK(boot_id() == boot_id());
}

TEST_CASE("a slot with a file that says nothing is free") {
    slots at;
    std::ofstream(at.file()) << "?";
    gate_slot it;
    CHECK(at.take(it) == gate_slot::answer::taken);
}

TEST_CASE("a slot whose file was removed is not taken: others would take another") {
    slots at;
    gate_slot one, two;
    CHECK(at.take(one) == gate_slot::answer::taken);
    fs::remove(at.file());
    one.leave(at.boot, at_once);
    CHECK(at.take(one) == gate_slot::answer::failed);
    CHECK(at.fault ==
          "a place at the gate in " + at.folder.name() + " was removed while in use: No such file or directory");
    CHECK(!one.is_held());
}

TEST_CASE("a slot that is no file cannot be taken") {
    slots at;
    fs::create_directory(at.file());
    gate_slot it;
    CHECK(at.take(it) == gate_slot::answer::failed);
    CHECK(at.fault == "a place at the gate in " + at.folder.name() + " cannot be opened: Is a directory");
}

TEST_CASE("a slot that cannot be written is not taken, for it could not be kept") {
    slots at;
    gate_slot one, two;
    {
        full_disk const now;
        CHECK(at.take(one) == gate_slot::answer::failed);
    }
    CHECK(at.fault == "a place at the gate in " + at.folder.name() + " cannot be written: File too large");
    CHECK(!one.is_held());
    CHECK(at.take(two) == gate_slot::answer::taken); // when there is room again
}

TEST_CASE("a slot whose time cannot be written is held until then instead") {
    slots at;
    gate_slot one, two;
    CHECK(at.take(one) == gate_slot::answer::taken);
    {
        full_disk const now;
        one.leave(at.boot, noon + 1min);
    }
    CHECK(one.is_held());
    CHECK(at.take(one, noon + 59s) == gate_slot::answer::busy);
    CHECK(at.take(two, noon + 2min) == gate_slot::answer::busy); // nobody told it the time
    CHECK(at.take(one, noon + 60s) == gate_slot::answer::taken);
    one.leave(at.boot, at_once);
    CHECK(at.take(two) == gate_slot::answer::taken);
}

TEST_CASE("in the row each process sees those who came before it") {
    slots at;
    gate_row one, two, three;
    for (auto* row : {&one, &two, &three}) CHECK(row->open(at.folder, "name.row"));
    CHECK(!one.has_anyone_before(gate_row::now()));
    CHECK(one.join(1'000) == 1'000);
    CHECK(two.join(1'000) == 1'001); // of two that come at once one is the first
    CHECK(!one.has_anyone_before(1'000));
    CHECK(two.has_anyone_before(1'001));
    CHECK(three.has_anyone_before(2'000));
    CHECK(!three.has_anyone_before(500));
    one.quit(1'000);
    CHECK(!two.has_anyone_before(1'001));
    CHECK(three.has_anyone_before(2'000));
    two.quit(1'001);
    CHECK(!three.has_anyone_before(2'000));
}

TEST_CASE("who waits in the row leaves it when its file is closed") {
    slots at;
    gate_row one;
    CHECK(one.open(at.folder, "name.row"));
    {
        gate_row two;
        CHECK(two.open(at.folder, "name.row"));
        two.join(1'000);
        CHECK(one.has_anyone_before(2'000));
    }
    CHECK(!one.has_anyone_before(2'000));
}

} // namespace
} // namespace host_gate_slot_test
