// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "hand/codec.hpp"
#include "payloads/values.hpp"

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>
#include <vector>

/// What the benchmarks of JSON time, and the count of instructions counts: one payload, read or written by one
/// contender.
namespace json_cases {

struct measured {
    std::string row;       ///< "dec_rich"
    std::string contender; ///< "hand", "apibind", ...
    std::size_t bytes;     ///< of the text
    std::function<void(std::size_t times)> run;
    std::function<bool()> agrees; ///< with the values, or with the bytes, that all contenders must come to
};

inline std::vector<measured>& all() {
    static std::vector<measured> cases;
    return cases;
}

/// The payloads, made once.
struct payloads {
    payload::removal removal = payload::some_removal();
    payload::removed removed{.result = true, .affectedRows = 1};
    payload::refusal refusal{.code = 403, .error = "FORBIDDEN", .msg = "TOKEN LIMIT EXCEEDED, try later"};
    payload::records two = payload::two_records();
    payload::records many = payload::many_records();
    payload::directory rich = payload::some_directory();
    payload::directory cyrillic = payload::some_directory(true);

    std::string removed_text = payload::text_of_removed;
    std::string refusal_text = payload::text_of_refusal;
    std::string two_text = payload::text_of(two);
    std::string many_text = payload::text_of(many);
    std::string rich_text = text_of(rich);
    std::string shuffled_text = text_of(rich, {.shuffled = true});
    std::string unknown_text = text_of(rich, {.unknown = true});
    std::string pretty_text = text_of(rich, {.pretty = true});
    std::string cyrillic_text = text_of(cyrillic);

    payloads() {
        // simdjson asks for readable bytes behind a text.
        for (auto* text : {&removed_text, &refusal_text, &two_text, &many_text, &rich_text, &shuffled_text,
                           &unknown_text, &pretty_text, &cyrillic_text})
            text->reserve(text->size() + 64);
    }

    static payloads const& get() {
        static payloads const made;
        return made;
    }
};

/// The compiler must take it that someone looks at the value.
template <class T>
void look_at(T const& value) {
    asm volatile("" : : "r"(&value) : "memory");
}
[[noreturn]] inline void stop(std::string const& row, std::string const& contender) {
    std::fprintf(stderr, "%s failed on %s\n", contender.c_str(), row.c_str());
    std::exit(1);
}

/// Boost.JSON 1.81 reads some doubles one bit off, and is not to be left out for that.
template <class T>
void settle(T&, T const&) {}
inline void settle(double& read, double const& expected) {
    if (std::fabs(read - expected) <= 4e-16 * std::fabs(expected)) read = expected;
}
inline void settle(payload::directory& read, payload::directory const& expected) {
    for (std::size_t i = 0; i != read.contacts.size() && i != expected.contacts.size(); ++i) {
        auto& a = read.contacts[i];
        auto const& b = expected.contacts[i];
        settle(a.balance, b.balance);
        settle(a.at.latitude, b.at.latitude);
        settle(a.at.longitude, b.at.longitude);
        if (a.at.altitude && b.at.altitude) settle(*a.at.altitude, *b.at.altitude);
        if (a.score && b.score) settle(*a.score, *b.score);
        for (std::size_t j = 0; j != a.items.size() && j != b.items.size(); ++j)
            settle(a.items[j].price, b.items[j].price);
    }
}

/// Codec::decode(text, value), into a fresh value each time.
template <class Codec, class T>
void add_reading(std::string row, std::string contender, std::string const& text, T const& expected) {
    auto run = [=, &text](std::size_t times) {
        for (; times != 0; --times) {
            T value{};
            if (!Codec::decode(text, value)) stop(row, contender);
            look_at(value);
        }
    };
    auto agrees = [=, &text, &expected] {
        T value{};
        if (!Codec::decode(text, value)) return false;
        if (contender == "boost_json") settle(value, expected);
        return value == expected;
    };
    all().push_back({row, contender, text.size(), run, agrees});
}

/// Codec::encode(value, text), into a fresh string each time. `same_bytes`: they must be those that the hand-written
/// writer makes of `plain`; some libraries spell numbers in other ways, and theirs must be read as the same value.
template <class Codec, class T, class Plain>
void add_writing(std::string row, std::string contender, T const& value, bool same_bytes, Plain const& plain) {
    auto run = [=, &value](std::size_t times) {
        for (; times != 0; --times) {
            std::string text;
            if (!Codec::encode(value, text)) stop(row, contender);
            look_at(text);
        }
    };
    std::string expected;
    hand::encode(plain, expected);
    auto agrees = [=, &value] {
        std::string text;
        if (!Codec::encode(value, text)) return false;
        if (same_bytes) return text == expected;
        T read{};
        return !apibind::read_json(text, read) && apibind::write_json(read, text = {}) == std::nullopt &&
               text == expected;
    };
    all().push_back({row, contender, expected.size(), run, agrees});
}
/// `v`: the values of the payloads, in whatever types.
template <class Codec, class Values = payloads>
void add_all_reading(std::string const& contender, Values const& v = payloads::get()) {
    auto const& p = payloads::get();
    add_reading<Codec>("dec_res", contender, p.removed_text, v.removed);
    add_reading<Codec>("dec_err", contender, p.refusal_text, v.refusal);
    add_reading<Codec>("dec_map2", contender, p.two_text, v.two);
    add_reading<Codec>("dec_map10k", contender, p.many_text, v.many);
    add_reading<Codec>("dec_rich", contender, p.rich_text, v.rich);
    add_reading<Codec>("dec_rich_shuffled", contender, p.shuffled_text, v.rich);
    add_reading<Codec>("dec_rich_unknown", contender, p.unknown_text, v.rich);
    add_reading<Codec>("dec_rich_pretty", contender, p.pretty_text, v.rich);
    add_reading<Codec>("dec_rich_cyrillic", contender, p.cyrillic_text, v.cyrillic);
}
template <class Codec, class Values = payloads>
void add_all_writing(std::string const& contender, bool same_bytes, Values const& v = payloads::get()) {
    auto const& p = payloads::get();
    add_writing<Codec>("enc_req", contender, v.removal, same_bytes, p.removal);
    add_writing<Codec>("enc_map10k", contender, v.many, same_bytes, p.many);
    add_writing<Codec>("enc_rich", contender, v.rich, same_bytes, p.rich);
    add_writing<Codec>("enc_rich_cyrillic", contender, v.cyrillic, same_bytes, p.cyrillic);
}

void add_hand();
void add_apibind();
void add_apibind_hot();
void add_boost_json();
void add_nlohmann();
void add_rapidjson();
void add_simdjson();

/// False, and says so, where a contender comes to something else.
inline bool all_agree() {
    bool agree = true;
    for (auto const& one : all())
        if (!one.agrees()) {
            std::fprintf(stderr, "%s disagrees on %s\n", one.contender.c_str(), one.row.c_str());
            agree = false;
        }
    return agree;
}

} // namespace json_cases
