// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this way does not lead into the response: write its members one after the other, each of the type of
// the one before it: <&page::metadata, &meta::next>; or let it begin in the envelope and pass by the payload expect:
// path_leads_into<page

#include "service.hpp"

#include <apibind/paging.hpp>

struct page {
    std::vector<std::string> items{};
    std::optional<std::string> next{};
};
BOOST_DESCRIBE_STRUCT(page, (), (items, next))
template <class T>
struct wrapped {
    T data{};
    std::optional<std::string> next{};
    BOOST_DESCRIBE_CLASS(wrapped, (), (data, next), (), ())
};

struct find : service {
    static constexpr auto route = apibind::get("/records{?cursor}");
    template <class T>
    using envelope = wrapped<T>;
    template <class T>
    static constexpr auto payload = &wrapped<T>::data;
    struct request {
        std::optional<std::string> cursor{};
    };
    using response = page;
#ifndef APIBIND_FIXED
    static constexpr auto paging = apibind::next_cursor<&request::cursor, &wrapped<page>::data, &page::next>();
#else
    static constexpr auto paging = apibind::next_cursor<&request::cursor, &wrapped<page>::next>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor))
static_assert(apibind::valid<find>);
