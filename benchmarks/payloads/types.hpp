// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/bindings/wooxy.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the benchmarks read and write: the types of the bindings, and a large answer of everything that vendors send.
namespace payload {

using removal = wooxy::remove_source::request;     ///< enc_req
using removed = wooxy::remove_source::response;    ///< dec_res
using refusal = wolkvox::status;                   ///< dec_err
using records = thulium::remove_records::response; ///< dec_map2, map10k
using record = thulium::record;

struct place {
    double latitude = 0;
    double longitude = 0;
    std::optional<double> altitude{};

    friend bool operator==(place const&, place const&) = default;
};
BOOST_DESCRIBE_STRUCT(place, (), (latitude, longitude, altitude))

struct item {
    std::string sku;
    std::int64_t quantity = 0;
    double price = 0;
    std::optional<std::string> note{};

    friend bool operator==(item const&, item const&) = default;
};
BOOST_DESCRIBE_STRUCT(item, (), (sku, quantity, price, note))

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

/// enc_rich, dec_rich
struct directory {
    std::string source;
    std::int64_t total = 0;
    std::vector<contact> contacts;

    friend bool operator==(directory const&, directory const&) = default;
};
BOOST_DESCRIBE_STRUCT(directory, (), (source, total, contacts))

} // namespace payload
