// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/route.hpp>

#include <doctest/doctest.h>

using apibind::method;

TEST_CASE("a route is its method and its text, byte for byte") {
    CHECK(apibind::get("/a").method == method::get);
    CHECK(apibind::head("/a").method == method::head);
    CHECK(apibind::post("/a").method == method::post);
    CHECK(apibind::put("/a").method == method::put);
    CHECK(apibind::delete_("/a").method == method::delete_);
    CHECK(apibind::patch("/a").method == method::patch);
    CHECK(apibind::options("/a").method == method::options);
    CHECK(apibind::with_method("LIST", "/a").method == method("LIST"));
    constexpr auto route = apibind::get("/a/{id}/?x[]={x}{&y}");
    static_assert(route.text == "/a/{id}/?x[]={x}{&y}");
    CHECK(apibind::get("no route").text == "no route"); // told by valid<E>
}
