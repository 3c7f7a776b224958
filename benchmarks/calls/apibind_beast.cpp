// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "calls/vendor.hpp"

#include <apibind/beast_transport.hpp>

#include <map>
#include <mutex>

namespace calls {
namespace {

class over_beast final : public caller {
public:
    explicit over_beast(destination const& to) : clients_(shared(to)) {}

    bool post(payload::removal const& what, payload::removed& out) override { return clients_.post(what, out); }
    bool get(payload::directory& out) override { return clients_.get(out); }

private:
    static apibind_clients const& shared(destination const& to) {
        static std::mutex mutex;
        static std::map<std::string, apibind_clients> made;
        std::lock_guard const lock(mutex);
        return made.try_emplace(to.url(), to, std::make_shared<apibind::beast_transport>()).first->second;
    }

    apibind_clients const& clients_;
};

} // namespace

std::unique_ptr<caller> apibind_beast_caller(destination const& to) {
    return std::make_unique<over_beast>(to);
}

} // namespace calls
