// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace sandbox {

/// Who is being served: counts the calls of each credential, and can hold a vendor's admitted calls back so that a
/// test overlaps them at will. Every member may be called from any thread.
class traffic {
public:
    /// One admitted call; its place is free again when this is gone.
    class place {
    public:
        place(place&& other) noexcept : owner_(std::exchange(other.owner_, nullptr)), key_(std::move(other.key_)) {}
        place& operator=(place&&) = delete;
        ~place();

    private:
        friend class traffic;
        place(traffic& owner, std::string key) : owner_(&owner), key_(std::move(key)) {}
        traffic* owner_;
        std::string key_;
    };

    /// A place among the vendor's calls with this credential, or nothing when `limit` are taken; 0 is no limit.
    std::optional<place> admit(std::string_view vendor, std::string_view credential, int limit);

    /// Waits `delay`, and as long as the vendor's calls are held, though never more than a minute.
    void pass(std::string_view vendor, std::chrono::milliseconds delay);

    void hold(std::string_view vendor);
    void release(std::string_view vendor);
    /// Waits until `count` calls of the vendor are held; false when `patience` ran out.
    bool wait_until_held(std::string_view vendor, int count, std::chrono::milliseconds patience);
    /// Lets every call go, now and from now on.
    void open();

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, int, std::less<>> in_flight_;
    std::map<std::string, int, std::less<>> waiting_;
    std::set<std::string, std::less<>> held_;
    bool open_{};
};

} // namespace sandbox
