// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <poll.h>
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

namespace support {

/// A process of ours, killed and waited for when this goes.
class child_process {
public:
    child_process() = default;
    explicit child_process(::pid_t id) : id_(id) {}
    child_process(child_process&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
    child_process& operator=(child_process&& other) noexcept {
        if (this != &other) {
            kill();
            id_ = std::exchange(other.id_, -1);
        }
        return *this;
    }
    ~child_process() { kill(); }

    /// Runs that in a process of its own, which ends with what it returns.
    template <class Body>
    static child_process fork(Body body) {
        ::pid_t const id = ::fork();
        if (id == -1) throw std::runtime_error("no process");
        if (id == 0) ::_exit(body());
        return child_process(id);
    }

    void signal(int which) const {
        if (id_ != -1) ::kill(id_, which);
    }
    /// It stands still when this returns.
    void suspend() const {
        signal(SIGSTOP);
        ::siginfo_t ignored{};
        if (id_ != -1) ::waitid(P_PID, static_cast<::id_t>(id_), &ignored, WSTOPPED | WEXITED | WNOWAIT);
    }
    void kill() {
        if (id_ == -1) return;
        signal(SIGKILL);
        ::waitpid(std::exchange(id_, -1), nullptr, 0);
    }
    /// What it returned; nothing if it was killed or does not end in time.
    std::optional<int> wait(std::chrono::milliseconds longest) {
        for (auto const end = std::chrono::steady_clock::now() + longest; std::chrono::steady_clock::now() < end;
             std::this_thread::sleep_for(std::chrono::milliseconds(1))) {
            int status = 0;
            if (id_ == -1 || ::waitpid(id_, &status, WNOHANG) != id_) continue;
            id_ = -1;
            if (WIFEXITED(status)) return WEXITSTATUS(status);
            return std::nullopt;
        }
        return std::nullopt;
    }
    ::pid_t id() const { return id_; }

private:
    ::pid_t id_ = -1;
};

/// Something that has happened or not, told by one process to another.
class event {
public:
    event() {
        if (::pipe(ends_) != 0) throw std::runtime_error("no pipe");
    }
    event(event const&) = delete;
    event& operator=(event const&) = delete;
    ~event() {
        for (int const end : ends_) ::close(end);
    }
    void tell() const { [[maybe_unused]] auto const ignored = ::write(ends_[1], "x", 1); }
    /// Whether it was told within a time that only a broken program needs.
    bool wait() const {
        ::pollfd one{ends_[0], POLLIN, 0};
        char text;
        return ::poll(&one, 1, 20'000) == 1 && ::read(ends_[0], &text, 1) == 1;
    }

private:
    int ends_[2];
};

} // namespace support
