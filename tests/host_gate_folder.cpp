// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/host_gate.hpp>

#include "support/certificates.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using apibind::gate_scope;
using apibind::gate_wait;
using apibind::host_gate;
using apibind::host_gates;
using apibind::detail::gate_folder;
namespace fs = std::filesystem;

namespace host_gate_folder_test {
namespace {

gate_scope const shop("shop::api|https://shop.example", "s3cret-token", 1);

gate_wait soon() {
    return {std::chrono::steady_clock::now() + std::chrono::seconds(20)};
}

struct place_for_folders {
    support::temporary_folder around;
    fs::path root = fs::path(around.write("beside", "")).parent_path();
    fs::path folder = root / "gates";
};

std::string content(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Such a folder lets no call through, at once, and says why.
void refuses(fs::path const& folder, std::string const& why) {
    CAPTURE(folder);
    auto const it = host_gates{folder}(shop);
    REQUIRE(it); // null would let every call through
    CHECK(!it->enter(soon()));
    CHECK(it->fault() == "the folder of the gates " + folder.string() + why);
}

TEST_CASE("the folder is made for this user alone, and tells neither service nor credential") {
    place_for_folders at;
    host_gate it(at.folder, shop);
    REQUIRE(it.enter(soon()));
    it.leave(0, std::chrono::steady_clock::now() + std::chrono::seconds(1));
    CHECK(fs::status(at.folder).permissions() == fs::perms::owner_all);
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator(at.folder)) {
        auto const name = entry.path().filename().string();
        names.push_back(name);
        CAPTURE(name);
        CHECK((entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
        bool const is_named_by_hash =
            name.find_first_not_of("0123456789abcdef") == 64 && (name.substr(64) == ".0" || name.substr(64) == ".row");
        CHECK((name == "key" || is_named_by_hash));
        CHECK(content(entry.path()).find("s3cret") == std::string::npos);
        CHECK(content(entry.path()).find("shop") == std::string::npos);
    }
    CHECK(names.size() == 3);
}

TEST_CASE("the names follow from the folder's key, which is made once") {
    place_for_folders at;
    std::vector<std::string> keys(8);
    std::vector<std::thread> threads;
    for (auto& key : keys) threads.emplace_back([&] { key = gate_folder(at.folder).key().reveal(); });
    for (auto& thread : threads) thread.join();
    for (auto const& key : keys) CHECK(key == keys.front());
    CHECK(keys.front().size() == 32);
    CHECK(content(at.folder / "key") == keys.front());
    CHECK(std::distance(fs::directory_iterator(at.folder), fs::directory_iterator()) == 1); // no draft is left
    gate_folder const other(at.root / "other");
    CHECK(other.fault() == "");
    CHECK(other.key() != apibind::secret(keys.front()));
}

TEST_CASE("a folder may be named with slashes behind it") {
    place_for_folders at;
    gate_folder const it(at.folder / "");
    CHECK(it.fault() == "");
    CHECK(it.name() == at.folder.string());
}

TEST_CASE("a folder that others could enter or change is refused") {
    place_for_folders at;
    fs::create_directory(at.folder);
    for (auto const open_to : {fs::perms::group_read, fs::perms::group_exec, fs::perms::others_write}) {
        fs::permissions(at.folder, fs::perms::owner_all | open_to);
        refuses(at.folder, " is open to other users");
    }
    fs::permissions(at.folder, fs::perms::owner_all);
    CHECK(host_gates{at.folder}(shop)->enter(soon())); // the refusal is not remembered
}

TEST_CASE("a folder of another user is refused") {
    place_for_folders at;
    if (::geteuid() == 0) { // others cannot give a folder away, and find one of another user at the root
        fs::create_directory(at.folder);
        fs::permissions(at.folder, fs::perms::owner_all);
        REQUIRE(::chown(at.folder.c_str(), 12'345, static_cast<::gid_t>(-1)) == 0);
        refuses(at.folder, " belongs to another user");
    } else {
        refuses("/", " belongs to another user");
    }
}

TEST_CASE("a link, a file and a path that depends on where one stands are refused") {
    place_for_folders at;
    fs::create_directory(at.root / "real");
    fs::permissions(at.root / "real", fs::perms::owner_all);
    fs::create_directory_symlink(at.root / "real", at.folder);
    refuses(at.folder, " is a link or a file");
    CHECK(gate_folder(at.folder / "").fault() != "");
    refuses(at.root / "beside", " is a link or a file");
    refuses("gates", " is not named by a path from the root");
}

TEST_CASE("a folder that cannot be made is told") {
    place_for_folders at;
    refuses(at.root / "missing" / "gates", " cannot be made: No such file or directory");
    refuses(at.root / "beside" / "gates", " cannot be made: Not a directory");
}

TEST_CASE("a key that is damaged, or that others could read, is refused") {
    place_for_folders at;
    fs::create_directory(at.folder);
    fs::permissions(at.folder, fs::perms::owner_all);
    std::ofstream(at.folder / "key") << "short";
    fs::permissions(at.folder / "key", fs::perms::owner_read | fs::perms::owner_write);
    refuses(at.folder, ": its key is damaged; remove it when no process uses the folder");
    std::ofstream(at.folder / "key") << std::string(32, 'k');
    fs::permissions(at.folder / "key", fs::perms::owner_read | fs::perms::others_read);
    refuses(at.folder, ": its key is open to other users");
    fs::remove(at.folder / "key");
    fs::create_directory(at.folder / "key");
    fs::permissions(at.folder / "key", fs::perms::owner_all);
    refuses(at.folder, ": its key is damaged; remove it when no process uses the folder");
}

TEST_CASE("a gate whose folder is removed while in use lets nobody through; a new client meets the others again") {
    place_for_folders at;
    host_gates const make{at.folder};
    auto const it = make(shop);
    auto const place = it->enter(soon());
    REQUIRE(place);
    fs::remove_all(at.folder);
    it->leave(*place, apibind::call_clock::time_point::min());
    CHECK(!it->enter(soon()));
    CHECK(it->fault() ==
          "the folder of the gates " + at.folder.string() + " was removed while in use: make the client anew");
    auto const fresh = make(shop);
    CHECK(fresh != it);
    CHECK(fresh->enter(soon()));
}

TEST_CASE("those who clear temporary folders are asked to leave the files alone") {
    place_for_folders at;
    host_gate it(at.folder, shop);
    REQUIRE(it.enter(soon()));
    for (auto const& entry : fs::directory_iterator(at.folder)) {
        CAPTURE(entry.path());
        CHECK((entry.status().permissions() & fs::perms::sticky_bit) != fs::perms::none);
    }
}

TEST_CASE("without a folder the user's runtime folder is taken if it is sound, else one for temporary files") {
    place_for_folders at;
    auto const set = [](char const* value) {
        if (value)
            ::setenv("XDG_RUNTIME_DIR", value, 1);
        else
            ::unsetenv("XDG_RUNTIME_DIR");
    };
    char const* const was = std::getenv("XDG_RUNTIME_DIR");
    std::string const before = was ? was : "";
    auto const temporary = fs::temp_directory_path() / ("apibind-" + std::to_string(::geteuid()));
    auto const run = at.root / "run";
    fs::create_directory(run);
    fs::permissions(run, fs::perms::owner_all);

    set(run.c_str());
    CHECK(host_gates::default_folder() == run / "apibind");
    fs::permissions(run, fs::perms::owner_all | fs::perms::others_exec);
    CHECK(host_gates::default_folder() == temporary);
    set((at.root / "absent").c_str());
    CHECK(host_gates::default_folder() == temporary);
    set((at.root / "beside").c_str());
    CHECK(host_gates::default_folder() == temporary);
    set("run");
    CHECK(host_gates::default_folder() == temporary);
    set("");
    CHECK(host_gates::default_folder() == temporary);
    set(nullptr);
    CHECK(host_gates::default_folder() == temporary);
    set(was ? before.c_str() : nullptr);
}

} // namespace
} // namespace host_gate_folder_test
