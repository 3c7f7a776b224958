// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/http_fields.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <optional>
#include <string>

using namespace apibind;

TEST_CASE("field names are compared without regard to case, in ASCII") {
    static_assert(http_fields::same_name("Content-Type", "cONTENT-tYPE"));
    static_assert(!http_fields::same_name("Content-Type", "Content-Typ"));
    static_assert(!http_fields::same_name("a", "b"));
    static_assert(!http_fields::same_name("[", "{"));
    static_assert(!http_fields::same_name("@", "`"));
    CHECK(http_fields::same_name("", ""));
}

TEST_CASE("fields keep their order, and the first of a name is found and replaced") {
    http_fields fields{{"A", "1"}, {"b", "2"}, {"a", "3"}};
    CHECK(fields.find("a") == "1");
    CHECK(fields.find("B") == "2");
    CHECK(!fields.find("c"));
    fields.set("a", "4");
    fields.set("C", "5");
    fields.add("b", "6");
    CHECK(fields == http_fields{{"A", "4"}, {"b", "2"}, {"a", "3"}, {"C", "5"}, {"b", "6"}});
    CHECK(fields.size() == 5);
    CHECK(!fields.empty());
    CHECK(http_fields().empty());
    std::string names;
    for (auto const& field : fields) names += field.name;
    CHECK(names == "AbaCb");
}

TEST_CASE("fields are changed in their place, and may be made of themselves") {
    apibind::http_fields fields{{"A", "1"}, {"B", "two"}, {"a", "3"}};
    fields.set("b", "");
    CHECK(fields == apibind::http_fields{{"A", "1"}, {"B", ""}, {"a", "3"}});
    fields.set("B", std::string(100, 'x'));
    for (int i = 0; i != 20; ++i) fields.add((*fields.begin()).name, *fields.find("B"));
    CHECK(fields.size() == 23);
    std::size_t seen = 0;
    for (auto field = fields.begin(); field != fields.end(); field++)
        if (field->name == "A" && field->value == std::string(100, 'x')) ++seen;
    CHECK(seen == 20);
    fields.set("A", *fields.find("B"));
    CHECK(fields.find("a") == fields.find("B"));
    CHECK(apibind::http_fields().find("A") == std::nullopt);
    apibind::http_fields const none;
    CHECK(none.begin() == none.end());
}

TEST_CASE("a character that no value may have is seen wherever it stands") {
    for (int i = 0; i != 256; ++i) {
        char const c = static_cast<char>(static_cast<unsigned char>(i));
        bool const is_printable = i >= 0x20 && i < 0x7f;
        for (std::size_t at = 1; at != 20; ++at) {
            std::string text(21, 'a');
            text[at] = c;
            CHECK(detail::is_printable_ascii(text) == is_printable);
            CHECK(detail::is_sendable_value(text) == (is_printable || c == '\t'));
        }
    }
    static_assert(detail::is_printable_ascii("a value of a constant") &&
                  !detail::is_printable_ascii("no\tvalue so long"));
}

TEST_CASE("a snapshot tells what was changed from what was added") {
    for (std::size_t size : {std::size_t{1}, std::size_t{476}, std::size_t{477}, std::size_t{478}, std::size_t{600}}) {
        http_fields fields{{"A", "1"}, {"B", std::string(size, 'x')}};
        http_fields::snapshot const then(fields);
        CHECK(then.begins(fields));
        fields.add("C", "3");
        CHECK(then.begins(fields));
        auto changed = fields;
        changed.set("B", std::string(size, 'y'));
        CHECK_FALSE(then.begins(changed));
        changed.set("B", std::string(size, 'x'));
        CHECK(then.begins(changed));
        CHECK_FALSE(then.begins(http_fields{{"A", "1"}}));
        CHECK_FALSE(then.begins({}));
    }
    CHECK(http_fields::snapshot(http_fields()).begins({{"A", "1"}}));
}

TEST_CASE("names of fields are tokens") {
    for (int i = 0; i != 256; ++i) {
        char const c = static_cast<char>(static_cast<unsigned char>(i));
        bool const is_alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        bool const may_stand = is_alphanumeric || std::string("!#$%&'*+-.^_`|~").find(c) != std::string::npos;
        for (std::size_t at : {std::size_t{0}, std::size_t{5}, std::size_t{11}}) {
            std::string name("Content-Type");
            name[at] = c;
            CHECK(detail::is_field_token(name) == may_stand);
        }
    }
    CHECK_FALSE(detail::is_field_token(""));
    static_assert(detail::is_field_token("x-amz-meta-1") && !detail::is_field_token("a b"));
}

TEST_CASE("a name is one of a list's in whatever case") {
    static_assert(http_fields::is_one_of("HOST", {"Connection", "Host"}));
    CHECK_FALSE(http_fields::is_one_of("Hosts", {"Connection", "Host"}));
}
