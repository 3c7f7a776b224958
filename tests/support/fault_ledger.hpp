// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace faults {

/// The identity of a call, which stands in its request: letters and digits that nothing else in there is taken for.
inline std::string id_of_call(unsigned number) {
    char text[24];
    std::snprintf(text, sizeof text, "77call%010u", number);
    return text;
}
/// The identity that the request holds, or nothing.
inline std::string id_in(std::string_view request) {
    auto const found = request.find("77call");
    return found == std::string_view::npos ? std::string() : std::string(request.substr(found, 16));
}

/// What a vendor did for each call, by the identity in its requests.
class ledger {
public:
    struct entry {
        int requests = 0;   ///< read whole
        int executions = 0; ///< of those: acted on
    };

    void read(std::string const& id) {
        std::lock_guard const lock(mutex_);
        ++entries_[id].requests;
    }
    void act(std::string const& id) {
        std::lock_guard const lock(mutex_);
        ++entries_[id].executions;
    }
    entry of(std::string const& id) const {
        std::lock_guard const lock(mutex_);
        auto const found = entries_.find(id);
        return found == entries_.end() ? entry{} : found->second;
    }
    /// How many calls arrived.
    std::size_t size() const {
        std::lock_guard const lock(mutex_);
        return entries_.size();
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, entry> entries_;
};

} // namespace faults
