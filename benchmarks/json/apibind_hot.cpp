// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "json/cases.hpp"

#include <apibind/json_code.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/json_writer.hpp>

/// The types of the payloads, each with code of its own.
namespace hot {

struct removal : payload::removal {};
BOOST_DESCRIBE_STRUCT(removal, (payload::removal), ())
struct removed : payload::removed {};
BOOST_DESCRIBE_STRUCT(removed, (payload::removed), ())
struct refusal : payload::refusal {};
BOOST_DESCRIBE_STRUCT(refusal, (payload::refusal), ())
struct record : payload::record {};
BOOST_DESCRIBE_STRUCT(record, (payload::record), ())
using records = std::map<std::string, std::vector<record>>;

struct place : payload::place {};
BOOST_DESCRIBE_STRUCT(place, (payload::place), ())
struct item : payload::item {};
BOOST_DESCRIBE_STRUCT(item, (payload::item), ())
struct contact {
    std::int64_t id = 0;
    std::string name;
    std::string email;
    bool active = false;
    double balance = 0;
    std::optional<std::string> comment{};
    std::optional<std::int64_t> parent{};
    std::optional<double> score{};
    std::vector<std::string> tags;
    std::vector<item> items;
    std::vector<std::vector<int>> slots;
    place at;

    friend bool operator==(contact const&, contact const&) = default;
};
BOOST_DESCRIBE_STRUCT(contact, (), (id, name, email, active, balance, comment, parent, score, tags, items, slots, at))
struct directory {
    std::string source;
    std::int64_t total = 0;
    std::vector<contact> contacts;

    friend bool operator==(directory const&, directory const&) = default;
};
BOOST_DESCRIBE_STRUCT(directory, (), (source, total, contacts))

template <class T>
consteval auto json_code(std::type_identity<T>) {
    return apibind::unrolled;
}

} // namespace hot

namespace json_cases {
namespace {

/// As that of apibind.cpp.
struct codec {
    template <class T>
    static bool decode(std::string const& text, T& value) {
        std::vector<apibind::note> notes;
        return !apibind::read_json(text, value, {}, &notes);
    }
    template <class T>
    static bool encode(T const& value, std::string& text) {
        return !apibind::write_json(value, text);
    }
};

/// What a value is written as.
template <class T>
std::string written(T const& value) {
    std::string text;
    if (!codec::encode(value, text)) stop("the payloads", "apibind_hot");
    return text;
}
/// The values of the payloads, in the hot types: read from their texts, so that they lie in memory as those do.
struct values {
    template <class T, class Plain>
    static T same(Plain const& value, std::string const& text) {
        T read{};
        if (!codec::decode(text, read) || written(read) != written(value)) stop("the payloads", "apibind_hot");
        return read;
    }
    payloads const& p = payloads::get();
    hot::removal removal = same<hot::removal>(p.removal, written(p.removal));
    hot::removed removed = same<hot::removed>(p.removed, p.removed_text);
    hot::refusal refusal = same<hot::refusal>(p.refusal, p.refusal_text);
    hot::records two = same<hot::records>(p.two, p.two_text);
    hot::records many = same<hot::records>(p.many, p.many_text);
    hot::directory rich = same<hot::directory>(p.rich, p.rich_text);
    hot::directory cyrillic = same<hot::directory>(p.cyrillic, p.cyrillic_text);
};

} // namespace

void add_apibind_hot() {
    static values const v;
    add_all_reading<codec>("apibind_hot", v);
    add_all_writing<codec>("apibind_hot", true, v);
}

} // namespace json_cases
