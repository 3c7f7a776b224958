// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_reader.hpp>

#include "reading.hpp"

#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <vector>

using namespace json_tests;
using apibind::decode_error;
using apibind::decode_reason;
using apibind::note;

namespace {

struct record {
    int http_status{};
    std::optional<std::int64_t> record_id{};
    std::string text;
};
BOOST_DESCRIBE_STRUCT(record, (), (http_status, record_id, text))

struct place {
    std::string city;
    apibind::nullable<std::string> note{};
    std::vector<record> records{};
};
BOOST_DESCRIBE_STRUCT(place, (), (city, note, records))

struct request {
    apibind::required<std::string> id;
    std::optional<bool> deep{};
    apibind::required<std::vector<std::string>> names;
};
BOOST_DESCRIBE_STRUCT(request, (), (id, deep, names))

struct reply : record {
    bool result{};
};
BOOST_DESCRIBE_STRUCT(reply, (record), (result))

struct renamed_members {
    int wolkvox_id{};
    int other_id{};
};
consteval auto wire_names(std::type_identity<renamed_members>) {
    return apibind::names(apibind::camel_case, apibind::name<&renamed_members::wolkvox_id>("wolkvox-id \xc3\xa9"));
}
BOOST_DESCRIBE_STRUCT(renamed_members, (), (wolkvox_id, other_id))

struct empty {};
BOOST_DESCRIBE_STRUCT(empty, (), ())

} // namespace

TEST_CASE("an object is read, in any order and with white space anywhere") {
    auto const a = read<record>(R"({"http_status":200,"record_id":7,"text":"x"})");
    CHECK(a.http_status == 200);
    CHECK(a.record_id == 7);
    CHECK(a.text == "x");
    auto const b = read<record>("\r\n\t { \"text\" : \"x\" ,\n\"http_status\"\t:\r200 , \"record_id\" : 7 } \n");
    CHECK(b.http_status == 200);
    CHECK(b.record_id == 7);
    CHECK(b.text == "x");
    read<empty>("{}");
    read<empty>(" { } ");
}

TEST_CASE("a key is what it stands for, however it is escaped") {
    auto const r = read<record>(R"({"http\u005fstatus":200,"\u0074ext":"x"})");
    CHECK(r.http_status == 200);
    CHECK(r.text == "x");
    auto const error = refused<record>(R"({"http\u005fstatus":"200"})");
    CHECK(error.path == "$.http_status");
}

TEST_CASE("wire names are used instead of identifiers") {
    auto const r = read<renamed_members>("{\"otherId\":2,\"wolkvox-id \xc3\xa9\":1}");
    CHECK(r.wolkvox_id == 1);
    CHECK(r.other_id == 2);
    CHECK(refused<renamed_members>(R"({"otherId":2})").path == "$[\"wolkvox-id \xc3\xa9\"]");
}

TEST_CASE("members of described bases are read with their own") {
    auto const r = read<reply>(R"({"http_status":1,"text":"t","result":true})");
    CHECK(r.http_status == 1);
    CHECK(r.text == "t");
    CHECK(r.result);
}

TEST_CASE("required members are read like others") {
    auto const r = read<request>(R"({"id":"1","names":["a","b"]})");
    CHECK(*r.id == "1");
    CHECK(*r.names == std::vector<std::string>{"a", "b"});
    CHECK(refused<request>(R"({"names":[]})") ==
          decode_error{decode_reason::missing, "$.id", "a string", "nothing", 0});
}

TEST_CASE("a member that is neither optional nor nullable must be there") {
    CHECK(refused<record>(R"( {"text":"x"})") ==
          decode_error{decode_reason::missing, "$.http_status", "an integer", "nothing", 1});
    CHECK(refused<place>(R"({"city":"x","records":[{"http_status":1,"text":"a"},{"text":"b"}]})") ==
          decode_error{decode_reason::missing, "$.records[1].http_status", "an integer", "nothing", 52});
    CHECK(refused<record>("{}").path == "$.http_status");
}

TEST_CASE("null is absence for an optional, a value for a nullable and a failure for others") {
    CHECK_FALSE(read<record>(R"({"http_status":1,"record_id":null,"text":""})").record_id);
    CHECK(read<place>(R"({"city":"","note":null,"records":[]})").note.is_null());
    CHECK(read<place>(R"({"city":"","records":[]})").note.is_absent());
    CHECK(*read<place>(R"({"city":"","note":"n","records":[]})").note == "n");
    CHECK(refused<record>(R"({"http_status":null})") ==
          decode_error{decode_reason::null, "$.http_status", "an integer", "null", 15});
    CHECK(refused<place>(R"({"city":"","note":1})").expected == "a string");
    CHECK(refused<record>("null").reason == decode_reason::null);
}

TEST_CASE("a known member that comes twice is refused") {
    CHECK(refused<record>(R"({"http_status":1, "http_status":1,"text":""})") ==
          decode_error{decode_reason::duplicate, "$.http_status", "each member once",
                       "the member \"http_status\" again", 18});
    CHECK(refused<record>(R"({"http_status":1,"http\u005fstatus":1,"text":""})").reason == decode_reason::duplicate);
    CHECK(refused<record>(R"({"record_id":null,"record_id":null})").reason == decode_reason::duplicate);
}

TEST_CASE("members that the type does not know are noted") {
    place into;
    std::vector<note> notes{{"$", "from before"}};
    CHECK_FALSE(apibind::read_json(
        R"({"x y":{"a":[1,"\u00e9",null,{}]},"city":"c","records":[{"http_status":1,"text":"","more":1e400}]})", into,
        {}, &notes));
    CHECK(notes == std::vector<note>{{"$", "from before"},
                                     {R"($["x y"])", "unknown member"},
                                     {"$.records[0].more", "unknown member"}});
    CHECK(into.records.size() == 1);
}

TEST_CASE("notes are capped, and the last one counts the others") {
    std::vector<note> notes;
    empty into;
    std::string text = "{";
    for (int i = 0; i != 16; ++i) text += "\"m" + std::to_string(i) + "\":0,";
    text.back() = '}';
    CHECK_FALSE(apibind::read_json(text, into, {}, &notes));
    REQUIRE(notes.size() == 16);
    CHECK(notes.back() == note{"$.m15", "unknown member"});
    notes.clear();
    text.back() = ',';
    text += "\"m16\":0}";
    CHECK_FALSE(apibind::read_json(text, into, {}, &notes));
    REQUIRE(notes.size() == 16);
    CHECK(notes[14] == note{"$.m14", "unknown member"});
    CHECK(notes.back() == note{"$", "2 more unknown members"});
}

TEST_CASE("strict reading refuses members that the type does not know") {
    CHECK(refused<record>(R"({"http_status":1,"txt":1})", {.strict = true}) ==
          decode_error{decode_reason::unknown_member, "$.txt", R"(one of "http_status", "record_id" or "text")",
                       R"(the member "txt")", 17});
    CHECK(refused<empty>(R"({"a":1})", {.strict = true}).expected == "no member");
    read<record>(R"({"http_status":1,"text":""})", {.strict = true});
}

TEST_CASE("what an unknown member holds is checked like everything else") {
    CHECK(refused<empty>(R"({"a":01})").reason == decode_reason::malformed);
    CHECK(refused<empty>("{\"a\":[0,{\"k\":\"\xff\"}]}") ==
          decode_error{decode_reason::invalid_utf8, "$.a[1].k", "UTF-8", "byte 0xFF", 14});
    CHECK(refused<empty>(R"({"a":"\ud800"})").reason == decode_reason::invalid_utf8);
    CHECK(refused<empty>("{\"a\":\"\x01\"}").reason == decode_reason::malformed);
    CHECK(refused<empty>(R"({"a":[[]]})", {.max_depth = 2}).reason == decode_reason::too_deep);
}

TEST_CASE("what was in the object before is replaced") {
    place into{"old", "old", {{1, 2, "old"}, {3, 4, "old"}}};
    CHECK_FALSE(apibind::read_json(R"({"city":"new","records":[{"http_status":5,"text":"t"}]})", into));
    CHECK(into.city == "new");
    CHECK(into.note.is_absent());
    REQUIRE(into.records.size() == 1);
    CHECK(into.records[0].http_status == 5);
    CHECK_FALSE(into.records[0].record_id);
    record one{1, 2, "old"};
    CHECK_FALSE(apibind::read_json(R"({"http_status":5,"text":"t"})", one));
    CHECK_FALSE(one.record_id);
}

TEST_CASE("a value of another kind is told with what was expected and found") {
    CHECK(refused<place>(R"({"city":"x","records":[{"http_status":"200"}]})") ==
          decode_error{decode_reason::wrong_type, "$.records[0].http_status", "an integer", "the string \"200\"", 38});
    CHECK(refused<std::string>("12.5").found == "the number 12.5");
    CHECK(refused<std::string>("[]").found == "an array");
    CHECK(refused<std::string>("{}").found == "an object");
    CHECK(refused<std::string>("true").found == "true");
    CHECK(refused<bool>("0") == decode_error{decode_reason::wrong_type, "$", "a boolean", "the number 0", 0});
    CHECK(refused<double>("\"1\"").expected == "a number");
    CHECK(refused<record>("[]").expected == "an object");
    CHECK(refused<std::vector<int>>("{}").expected == "an array");
    CHECK(refused<int>("tru") == decode_error{decode_reason::malformed, "$", "an integer", "'t'", 0});
}

TEST_CASE("at most forty bytes of the text are quoted") {
    auto const error = refused<int>("\"" + std::string(1000, 'x') + "\"");
    CHECK(error.found == "the string \"" + std::string(40, 'x') + "...\"");
    CHECK(refused<bool>(std::string(1000, '1')).found == "the number " + std::string(40, '1') + "...");
    CHECK(refused<int>("\"a\xff\"").found == "the string \"a\\xff\"");
}

TEST_CASE("the text may end anywhere and is never read beyond its end") {
    std::string const whole =
        R"({"city":"x\u00e9\ud83d\ude00","note":null,"z":[true,1.5e3,{}],"records":[{"http_status":-1,"record_id":12,"text":"\n"}]})";
    read<place>(whole);
    for (std::size_t size = 0; size != whole.size(); ++size) {
        std::vector<char> const exact(whole.begin(),
                                      whole.begin() + static_cast<std::ptrdiff_t>(size)); // for the sanitizers
        auto const error = refused<place>({exact.data(), size});
        CHECK(error.offset <= size);
        CHECK(error.reason != decode_reason::unknown_member);
    }
}

TEST_CASE("the size of a text is limited") {
    CHECK(read<int>("12", {.max_size = 2}) == 12);
    CHECK(refused<int>("12 ", {.max_size = 2}) ==
          decode_error{decode_reason::too_large, "$", "at most 2 bytes", "3 bytes", 2});
}
