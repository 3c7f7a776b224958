// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fuzz.hpp"

#include <apibind/retry_after.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

// Any text as a Retry-After field at any time: nothing overflows, the wait is from nothing to ten years, and later it
// is no longer. The first eight bytes of the input are the time.

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace std::chrono;
    using apibind::detail::parse_retry_after;
    constexpr seconds longest = hours(24 * 366 * 10);
    std::int64_t ticks = 0;
    if (size < sizeof ticks) return 0;
    std::memcpy(&ticks, data, sizeof ticks);
    auto const text = fuzz::text_of(data + sizeof ticks, size - sizeof ticks);
    system_clock::time_point const now{system_clock::duration{ticks}};

    auto const wait = parse_retry_after(text, now);
    bool const has_short_year = text.find('-') != std::string_view::npos; // which century it is in depends on the time
    for (auto const other :
         {system_clock::time_point::min(), system_clock::time_point::max(), system_clock::time_point{}}) {
        auto const then = parse_retry_after(text, other);
        if (then) fuzz::require(*then >= seconds(0) && *then <= longest, "a wait is within its bounds");
        if (has_short_year) continue;
        fuzz::require(then.has_value() == wait.has_value(), "whether it is one does not depend on the time");
        if (!wait) continue;
        fuzz::require(other < now ? *then >= *wait : *then <= *wait, "later it is no longer");
    }
    if (wait) fuzz::require(*wait >= seconds(0) && *wait <= longest, "a wait is within its bounds");
    if (!text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos) {
        fuzz::require(wait.has_value(), "digits are seconds");
        auto const first = text.find_first_not_of('0');
        auto const number = first == std::string_view::npos ? std::string_view("0") : text.substr(first);
        auto const value = number.size() > 18 ? longest.count() : std::stoll(std::string(number));
        fuzz::require(wait->count() == std::min<long long>(value, longest.count()), "seconds are taken as they are");
    } else if (wait && text.find_first_not_of("0123456789 \t") != std::string_view::npos) {
        fuzz::require(text.size() >= 24 && text.find(':') != std::string_view::npos, "what is no number is a date");
    }
    return 0;
}
