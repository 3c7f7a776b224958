// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/split_duration.hpp>
#include <apibind/text_codec.hpp>
#include <apibind/time_scanner.hpp>

#include <chrono>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace apibind {

/// A duration as protobuf's JSON has it, seconds with an `s`: "3.5s", "-0.000000001s". It is made from each
/// std::chrono::duration of integers down to nanoseconds. Beyond 315,576,000,000 seconds (10,000 years) it is refused
/// both ways, as it is there.
class protobuf_duration {
public:
    constexpr protobuf_duration() = default;
    template <class Rep, class Period>
        requires(std::integral<Rep>&& std::convertible_to<std::chrono::duration<Rep, Period>, std::chrono::nanoseconds>)
    constexpr protobuf_duration(std::chrono::duration<Rep, Period> value) : value_(value) {}

    /// The whole seconds, and the nanoseconds of the same sign behind them.
    constexpr std::chrono::seconds seconds() const noexcept { return value_.seconds; }
    constexpr std::chrono::nanoseconds fraction() const noexcept { return value_.rest; }
    /// As that duration; nothing where it would lose a part or cannot hold it.
    template <class Duration>
    constexpr std::optional<Duration> to() const {
        return value_.template to<Duration>();
    }

    friend constexpr bool operator==(protobuf_duration const&, protobuf_duration const&) = default;

private:
    friend struct text_codec<protobuf_duration>;
    detail::split_duration value_;
};

template <>
struct text_codec<protobuf_duration> {
    static constexpr std::string_view expected = "a duration such as \"3.5s\"";
    static constexpr std::int64_t most = 315'576'000'000;
    static std::string write(protobuf_duration const& value, std::string& text) {
        auto const seconds = value.seconds().count();
        if (seconds > most || seconds < -most) return "is a duration of more than 10000 years";
        if (value.value_.is_negative()) text += '-';
        detail::append_digits(text, seconds, 1);
        detail::append_fraction(text, value.fraction().count());
        text += 's';
        return {};
    }
    static bool read(std::string_view text, protobuf_duration& value) {
        detail::time_scanner in(text);
        bool const negative = in.takes("-");
        auto const seconds = in.number(12);
        auto const rest = in.takes(".") ? in.nanoseconds() : 0;
        in.needs("s");
        if (!in.is_whole() || seconds > most) return false;
        value.value_.seconds = std::chrono::seconds(negative ? -seconds : seconds);
        value.value_.rest = std::chrono::nanoseconds(negative ? -rest : rest);
        return true;
    }
};

} // namespace apibind
