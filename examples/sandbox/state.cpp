// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "state.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace sandbox {
namespace {

namespace json = boost::json;

[[noreturn]] void wrong(std::string const& where, std::string_view expected) {
    throw std::invalid_argument("seed: " + where + " must be " + std::string(expected));
}

/// A member of the seed together with the path that an error names.
struct node {
    json::value const* value;
    std::string where;

    bool absent() const { return value == nullptr || value->is_null(); }

    node operator[](std::string_view name) const {
        if (absent()) {
            return {nullptr, where + "." + std::string(name)};
        }
        if (!value->is_object()) {
            wrong(where, "an object");
        }
        return {value->as_object().if_contains(name),
                where.empty() ? std::string(name) : where + "." + std::string(name)};
    }

    std::string text() const {
        if (value == nullptr || !value->is_string()) {
            wrong(where, "a string");
        }
        return json::value_to<std::string>(*value);
    }

    std::string text_or_empty() const { return absent() ? std::string() : text(); }

    std::int64_t number() const {
        if (value == nullptr || !value->is_int64()) {
            wrong(where, "an integer");
        }
        return value->as_int64();
    }

    bool flag() const {
        if (absent()) {
            return false;
        }
        if (!value->is_bool()) {
            wrong(where, "true or false");
        }
        return value->as_bool();
    }

    template <class F>
    auto each(F read) const {
        std::vector<decltype(read(std::declval<node const&>()))> all;
        if (absent()) {
            return all;
        }
        if (!value->is_array()) {
            wrong(where, "an array");
        }
        for (auto const& element : value->as_array()) {
            all.push_back(read(node{&element, where + "[" + std::to_string(all.size()) + "]"}));
        }
        return all;
    }
};

std::string text_of(node const& n) {
    return n.text();
}

wooxy_state wooxy_of(node const& n) {
    return {n["accounts"].each([](node const& a) {
        return wooxy_account{a["token"].text(), a["user_id"].text(), a["refusal"].text_or_empty(),
                             a["sources"].each([](node const& s) {
                                 return wooxy_source{s["id"].text(), s["customer_source_id"].text_or_empty()};
                             })};
    })};
}

manager_state manager_of(node const& n) {
    return {n["server"].text_or_empty(), n["tokens"].each([](node const& t) {
                return manager_token{t["token"].text(), t["calls_left"].number()};
            }),
            n["campaigns"].each([](node const& c) {
                return manager_campaign{c["type"].text(), c["id"].text(), c["records"].each([](node const& r) {
                                            return manager_record{r["customer_id"].text(), r["result"].text_or_empty()};
                                        })};
            })};
}

crm_state crm_of(node const& n) {
    return {n["host"].text_or_empty(), n["operations"].each([](node const& o) {
                return crm_operation{o["name"].text(), o["token"].text(), o["modules"].each([](node const& m) {
                                         return crm_module{m["name"].text(), m["ids"].each(text_of)};
                                     })};
            })};
}

thulium_state thulium_of(node const& n) {
    return {n["system_name"].text_or_empty(), n["users"].each([](node const& u) {
                return thulium_user{u["name"].text(), u["password"].text(), u["methods"].each(text_of)};
            }),
            n["campaigns"].each([](node const& c) {
                return thulium_campaign{c["id"].text(), c["records"].each([](node const& r) {
                                            return thulium_record{r["id"].number(), r["phone_number"].text(),
                                                                  r["additional_numbers"].each(text_of),
                                                                  r["on_call"].flag()};
                                        })};
            })};
}

} // namespace

world read_seed(std::string_view text) {
    boost::system::error_code failed;
    json::value const document = json::parse(text, failed);
    if (failed) {
        throw std::invalid_argument("seed: not valid JSON: " + failed.message());
    }
    node const root{&document, ""};
    return {wooxy_of(root["wooxy"]), manager_of(root["wolkvox"]), crm_of(root["crm"]), thulium_of(root["thulium"])};
}

world read_seed_file(std::filesystem::path const& file) {
    std::filesystem::path const chosen = file.empty() ? std::filesystem::path(SANDBOX_SEED_FILE) : file;
    std::ifstream in(chosen, std::ios::binary);
    std::string const text{std::istreambuf_iterator<char>(in), {}};
    if (!in) {
        throw std::runtime_error("seed: cannot read " + chosen.string());
    }
    return read_seed(text);
}

} // namespace sandbox
