// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_clock.hpp>
#include <apibind/host_gate_folder.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

namespace apibind::detail {

/// Tells one run of the system from the next, which starts its steady clock anew. Empty: it is not told.
inline std::string boot_id() {
    std::string out(36, '\0');
    int const file = ::open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (file == -1) return {};
    auto const got = ::read(file, out.data(), out.size());
    ::close(file);
    return got == static_cast<::ssize_t>(out.size()) ? out : std::string();
}

/// A place at a gate: a file that is locked for as long as a call holds the place, by the kernel, which unlocks it when
/// the process ends in whatever way. In it stands when the place is free again, for those who come after.
class gate_slot {
public:
    enum class answer { taken, busy, failed };

    bool is_held() const noexcept { return is_held_; }

    /// `failed`: the fault says why.
    answer take(gate_folder const& folder, std::string const& name, std::string const& boot, call_clock::time_point now,
                std::string& fault) {
        if (is_held_ && !(held_until_ && *held_until_ <= now)) return answer::busy;
        release();
        auto const failed = [&](std::string_view what) {
            int const error = errno;
            release();
            fault = system_fault("a place at the gate in " + folder.name() + std::string(what), error);
            return answer::failed;
        };
        if (!file_.is_open() && !file_.open(folder.number(), name, O_RDWR | O_CREAT))
            return failed(" cannot be opened");
        while (::flock(file_.number(), LOCK_EX | LOCK_NB) != 0)
            if (errno != EINTR) return errno == EWOULDBLOCK ? answer::busy : failed(" cannot be locked");
        is_held_ = true;
        struct stat facts {};
        if (::fstat(file_.number(), &facts) != 0) return failed(" cannot be looked at");
        if (facts.st_nlink == 0) {
            errno = ENOENT; // others would lock another file of this name
            return failed(" was removed while in use");
        }
        record last{};
        if (facts.st_size < static_cast<::off_t>(sizeof last)) { // so that `leave` finds room
            if (!write(last)) return failed(" cannot be written");
            file_.preserve();
        } else if (::pread(file_.number(), &last, sizeof last, 0) != static_cast<::ssize_t>(sizeof last)) {
            return failed(" cannot be read");
        }
        bool const is_kept = std::equal(boot.begin(), boot.end(), last.boot) &&
                             call_clock::time_point(std::chrono::nanoseconds(last.free_from)) > now;
        if (is_kept) {
            release();
            return answer::busy;
        }
        file_.touch();
        return answer::taken;
    }

    void leave(std::string const& boot, call_clock::time_point free_from) noexcept {
        if (!is_held_) return;
        if (free_from != call_clock::time_point::min()) {
            record last{};
            std::copy(boot.begin(), boot.end(), last.boot);
            last.free_from = std::chrono::nanoseconds(free_from.time_since_epoch()).count();
            if (!write(last)) {
                held_until_ = free_from; // by this process then, which nobody else would know
                return;
            }
        }
        release();
    }

private:
    struct record {
        char boot[48];
        std::int64_t free_from;
        char unused[8];
    };

    bool write(record const& what) const noexcept {
        errno = ENOSPC; // what a short write means
        return ::pwrite(file_.number(), &what, sizeof what, 0) == static_cast<::ssize_t>(sizeof what);
    }
    void release() noexcept {
        if (is_held_) ::flock(file_.number(), LOCK_UN);
        is_held_ = false;
        held_until_.reset();
    }

    own_file file_;
    bool is_held_ = false;
    std::optional<call_clock::time_point> held_until_;
};

/// The row in which the processes wait at a gate: a file in which each has a byte locked, at the nanosecond at which
/// the first of its waiting calls came. Where the system knows no such locks there is no row, and nobody is before
/// others.
class gate_row {
public:
    gate_row() = default;
    gate_row(gate_row const&) = delete;
    gate_row& operator=(gate_row const&) = delete;

    bool open(gate_folder const& folder, std::string const& name) {
        if (!file_.open(folder.number(), name, O_RDWR | O_CREAT)) return false;
        file_.preserve();
        return true;
    }

    /// The place in the row of one that comes now.
    static std::int64_t now() noexcept {
        return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
    }
    bool has_anyone_before([[maybe_unused]] std::int64_t place) const noexcept {
#if defined(F_OFD_GETLK)
        struct flock range = bytes(0, place);
        return place > 0 && ::fcntl(file_.number(), F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
#else
        return false;
#endif
    }
    /// Takes that place or one right behind it, and says which.
    std::int64_t join(std::int64_t place) noexcept {
        for (int tries = 0; tries != 100 && !set(F_WRLCK, place); ++tries) ++place;
        file_.touch();
        is_joined_ = true;
        return place;
    }
    void quit(std::int64_t place) noexcept {
        set(F_UNLCK, place);
        is_joined_ = false;
    }
    bool is_joined() const noexcept {
        return is_joined_;
    }

private:
    static struct flock bytes(std::int64_t from, std::int64_t count) noexcept {
        struct flock out {};
        out.l_type = F_WRLCK;
        out.l_whence = SEEK_SET;
        out.l_start = static_cast<::off_t>(from);
        out.l_len = static_cast<::off_t>(count);
        return out;
    }
    bool set([[maybe_unused]] short type, [[maybe_unused]] std::int64_t place) noexcept {
#if defined(F_OFD_SETLK)
        struct flock one = bytes(place, 1);
        one.l_type = type;
        return ::fcntl(file_.number(), F_OFD_SETLK, &one) == 0 || errno == EINVAL;
#else
        return true;
#endif
    }

    own_file file_;
    bool is_joined_ = false;
};

} // namespace apibind::detail
