// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth.hpp>
#include <apibind/limit.hpp>
#include <apibind/valid.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What the cases declare their endpoints with.
struct service {
    static constexpr auto base = apibind::base("https://api.example.com/v1");
    static constexpr auto auth = apibind::header_token("Access-Token");
};

struct answer {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(answer, (), (code))
