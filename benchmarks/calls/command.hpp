// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "calls/caller.hpp"

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace calls {

/// What the programs of calls are told: PORT CA_FILE|- post|get CALLS, and what each has behind it.
struct command {
    destination to;
    bool is_get = false;
    std::size_t count = 0;
    payload::removal what = payload::some_removal();
    payload::directory expected = payload::some_directory();

    command(int argc, char** argv) {
        if (argc < 5) {
            std::fprintf(stderr, "usage: %s PORT CA_FILE|- post|get CALLS ...\n", argv[0]);
            std::exit(1);
        }
        to.port = static_cast<std::uint16_t>(std::atoi(argv[1]));
        to.is_tls = std::string_view(argv[2]) != "-";
        if (to.is_tls) to.ca_file = argv[2];
        is_get = std::string_view(argv[3]) == "get";
        count = static_cast<std::size_t>(std::atol(argv[4]));
    }

    /// Calls that come to what the server holds; else the program ends.
    void call(caller& with, char const* name, std::size_t times) const {
        for (; times != 0; --times) {
            bool good = false;
            if (is_get) {
                payload::directory out;
                good = with.get(out) && out.total == expected.total && out.contacts.size() == expected.contacts.size();
            } else {
                payload::removed out;
                good = with.post(what, out) && out.result && out.affectedRows == 1;
            }
            if (!good) stop(name);
        }
    }
    /// Every value, once.
    void check(caller& with, char const* name) const {
        payload::directory all;
        if (!with.get(all) || !(all == expected)) stop(name);
        call(with, name, 1);
    }

private:
    [[noreturn]] static void stop(char const* name) {
        std::fprintf(stderr, "a call by %s failed\n", name);
        std::exit(1);
    }
};

} // namespace calls
