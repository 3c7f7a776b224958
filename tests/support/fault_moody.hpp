// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "fault_catalogue.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <random>
#include <utility>
#include <vector>

namespace faults {

using random_source = std::mt19937_64;

inline random_source source_of(std::uint64_t seed, std::uint64_t first, std::uint64_t second) {
    std::seed_seq mixed{seed, first, second};
    return random_source(mixed);
}
template <class Range>
auto const& one_of(Range const& all, random_source& random) {
    return all[random() % std::size(all)];
}

/// How a vendor is to its clients, by chance.
struct moods {
    std::uint64_t seed = 1;
    unsigned requests_per_fault = 3;
    unsigned connections_per_fault = 10; ///< of those before a handshake
    bool takes_time = false;             ///< between reading and acting, at times longer than a client waits
    bool is_frugal = false;              ///< no fault that takes much memory
};

/// The faults that can be met at this place: before the handshake or behind it.
inline std::vector<fault const*> faults_for(moods const& mood, carrier over, bool before_handshake) {
    std::vector<fault const*> out;
    for (auto const& one : catalogue()) {
        bool const is_here = one.does.listening == behaviour::port::open && one.does.shown == credentials::good &&
                             one.does.before_handshake == before_handshake && one.token.empty() &&
                             std::find(one.over.begin(), one.over.end(), over) != one.over.end();
        bool const takes_much = one.name.starts_with("F18") || one.name.starts_with("F19") ||
                                one.name.starts_with("F27") || one.name == "F26 a gzip bomb";
        if (is_here && !(mood.is_frugal && takes_much)) out.push_back(&one);
    }
    return out;
}

/// Some good answers, then a fault; sometimes the fault comes before the handshake.
class moody_vendor {
public:
    /// `number` tells the vendors of one seed apart.
    moody_vendor(moods const& mood, carrier over, std::uint64_t number)
        : mood_(mood), over_(over), number_(number), early_(faults_for(mood, over, true)),
          late_(faults_for(mood, over, false)) {}

    void operator()(vendor& bare) const {
        auto random = source_of(mood_.seed, number_, static_cast<std::uint64_t>(bare.connection));
        if (over_ == carrier::plain) return serve(bare, random);
        if (random() % mood_.connections_per_fault == 0) return one_of(early_, random)->does.script(bare);
        support::raw_peer peer(::fcntl(bare.peer.descriptor(), F_DUPFD_CLOEXEC, 0),
                               identities::instance().context(credentials::good, over_));
        if (!peer.shake_hands()) return;
        auto it = bare.over(peer);
        serve(it, random);
    }

private:
    void serve(vendor& it, random_source& random) const {
        int const times[] = {0, 0, 0, 20, 60, 140, 200};
        if (mood_.takes_time) it.before_acting = std::chrono::milliseconds(one_of(times, random));
        while (random() % mood_.requests_per_fault != 0) {
            if (!it.read()) return;
            it.act();
            it.send(it.good.text());
        }
        one_of(late_, random)->does.script(it);
    }

    moods mood_;
    carrier over_;
    std::uint64_t number_;
    std::vector<fault const*> early_;
    std::vector<fault const*> late_;
};

} // namespace faults
