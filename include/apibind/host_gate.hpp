// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/gate.hpp>
#include <apibind/hexadecimal.hpp>
#include <apibind/host_gate_folder.hpp>
#include <apibind/host_gate_slot.hpp>
#include <apibind/process_gate.hpp>

#include <openssl/rand.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace apibind {

/// A gate for the calls of all processes of one user on one host that use the same folder, first come first served. A
/// process that ends in whatever way gives up its places. A place that is kept is kept for all of them, until the host
/// starts anew. Where processes declare different limits for a service, each keeps to its own.
///
/// It belongs to the process that made it; a child made by fork makes its own.
class host_gate final : public gate {
public:
    /// At most so many calls of a host at once, whatever the limit: each takes an open file.
    static constexpr int most_calls = 256;

    host_gate(std::filesystem::path const& folder, gate_scope const& scope)
        : folder_(folder), boot_(detail::boot_id()), setup_fault_(folder_.fault()),
          slots_(static_cast<std::size_t>(std::clamp(scope.calls(), 1, most_calls))) {
        if (setup_fault_.empty()) name_ = detail::hex_of(scope.hash(folder_.key().reveal()));
        if (!setup_fault_.empty()) return;
        if (boot_.empty())
            setup_fault_ = "the system does not tell when it was started, which gates of a host need";
        else if (name_.empty())
            setup_fault_ = "OpenSSL makes no name for the gate";
        else if (!row_.open(folder_, name_ + ".row"))
            setup_fault_ = detail::system_fault("the gate in " + folder_.name() + " cannot be opened", errno);
    }

    std::optional<std::size_t> enter(gate_wait const& wait) override {
        // Before any lock, which another thread may have held when this process was forked.
        if (!setup_fault_.empty() || is_inherited()) return std::nullopt;
        auto const arrival = detail::gate_row::now();
        auto const first = front_.enter(wait);
        if (!first) return std::nullopt;
        struct departure {
            process_gate& from;
            std::size_t place;
            ~departure() { from.leave(place, call_clock::time_point::min()); }
        } const at_the_end{front_, *first};
        return wait_as_first(wait, arrival);
    }

    void leave(std::size_t place, call_clock::time_point free_from) noexcept override {
        if (is_inherited()) return; // it is the parent's place
        {
            std::lock_guard const lock(mutex_);
            slots_[place].leave(boot_, free_from);
        }
        changed_.notify_all();
    }

    std::string fault() const override {
        if (!setup_fault_.empty()) return setup_fault_;
        if (is_inherited()) return "the client was made before this process was forked: make one in the child";
        std::lock_guard const lock(mutex_);
        return fault_;
    }

    /// How many calls of this process wait for their turn now.
    std::size_t waiting() const {
        std::lock_guard const lock(mutex_);
        return front_.waiting() + (row_.is_joined() ? 1 : 0);
    }
    /// Whether a further client may have it too.
    bool is_usable() const noexcept { return setup_fault_.empty() && !is_inherited() && folder_.is_in_place(); }

private:
    bool is_inherited() const noexcept { return !folder_.is_open(); }

    /// What the first call of this process in the row knows of the others.
    struct position {
        detail::gate_row& row;
        std::int64_t place;
        int free_places_seen = 0;
        std::chrono::steady_clock::time_point next_look = std::chrono::steady_clock::time_point::min();

        position(detail::gate_row& at, std::int64_t arrival) : row(at), place(arrival) {}
        position(position const&) = delete;
        position& operator=(position const&) = delete;
        ~position() {
            if (row.is_joined()) row.quit(place);
        }
        void join() {
            if (!row.is_joined()) place = row.join(place);
        }
    };

    std::optional<std::size_t> wait_as_first(gate_wait const& wait, std::int64_t arrival) {
        detail::wake_on_stop const wake(wait.stop, mutex_, changed_);
        std::unique_lock lock(mutex_);
        fault_.clear();
        folder_.touch();
        position mine(row_, arrival);
        while (!wait.stop.stop_requested()) {
            auto const now = wait.time->now();
            if (auto const place = try_to_enter(mine, now)) return place;
            if (!fault_.empty() || now >= wait.deadline) break;
            mine.join();
            wait.time->wait(changed_, lock, std::min(wait.deadline, now + std::chrono::milliseconds(3)));
        }
        return std::nullopt;
    }

    std::optional<std::size_t> try_to_enter(position& mine, call_clock::time_point now) {
        // A process that was suspended in the row, or that waits for places which are not ours, holds up nobody: who
        // finds a free place again and again takes it.
        bool const is_next = !row_.has_anyone_before(mine.place);
        if (!is_next) {
            auto const machine_now = std::chrono::steady_clock::now();
            if (machine_now < mine.next_look) return std::nullopt;
            mine.next_look = machine_now + std::chrono::milliseconds(20);
        }
        auto const place = take(now);
        if (!place) {
            mine.free_places_seen = 0;
        } else if (!is_next && ++mine.free_places_seen <= 5) {
            slots_[*place].leave(boot_, call_clock::time_point::min());
            return std::nullopt;
        }
        return place;
    }

    std::optional<std::size_t> take(call_clock::time_point now) {
        if (!folder_.is_in_place()) {
            fault_ = "the folder of the gates " + folder_.name() + " was removed while in use: make the client anew";
            return std::nullopt;
        }
        for (std::size_t i = 0; i != slots_.size(); ++i) {
            switch (slots_[i].take(folder_, name_ + "." + std::to_string(i), boot_, now, fault_)) {
            case detail::gate_slot::answer::taken: return i;
            case detail::gate_slot::answer::busy: break;
            case detail::gate_slot::answer::failed: return std::nullopt;
            }
        }
        return std::nullopt;
    }

    detail::gate_folder folder_;
    std::string const boot_;
    std::string setup_fault_;
    std::string name_;
    process_gate front_{1}; ///< only the first of the waiting calls of this process looks at the files
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::string fault_;
    detail::gate_row row_;
    std::vector<detail::gate_slot> slots_;
};

/// For the option `gate` of a client: `{.gate = apibind::host_gates{}}`. Clients of one service and credential share a
/// gate over all processes that use that folder. Whoever cannot be counted is not let through: a folder that cannot be
/// made, or that others could enter, is told by every call.
struct host_gates {
    std::filesystem::path folder{}; ///< made for this user alone; empty: default_folder()

    static std::filesystem::path default_folder() { return detail::usual_gate_folder(); }

    std::shared_ptr<gate> operator()(gate_scope const& scope) const {
        if (scope.calls() < 1) return nullptr;
        return registry::instance().find(folder.empty() ? default_folder() : folder, scope);
    }

private:
    /// The gates of this process, so that each needs its files once.
    class registry {
    public:
        static registry& instance() {
            static registry all;
            return all;
        }
        std::shared_ptr<gate> find(std::filesystem::path const& at, gate_scope const& scope) {
            std::string const key = at.string() + '\0' + scope.hash(key_) + std::to_string(scope.calls());
            // Declared before each lock: the last of a gate must not go within, for it takes the same mutex.
            std::shared_ptr<host_gate> known, other;
            {
                std::lock_guard const lock(mutex_);
                known = gates_[key].lock();
            }
            if (known && known->is_usable()) return known;
            auto const made = std::make_shared<host_gate>(at, scope);
            std::lock_guard const lock(mutex_);
            std::erase_if(gates_, [](auto const& entry) { return entry.second.expired(); });
            auto& entry = gates_[key];
            other = entry.lock(); // of a thread that was faster
            if (other && other != known) return other;
            entry = made;
            return made;
        }

    private:
        registry() : key_(32, '\0') { RAND_bytes(reinterpret_cast<unsigned char*>(key_.data()), 32); }

        std::mutex& mutex_ = detail::fork_guard::instance().mutex;
        std::string key_;
        std::map<std::string, std::weak_ptr<host_gate>, std::less<>> gates_;
    };
};

} // namespace apibind
