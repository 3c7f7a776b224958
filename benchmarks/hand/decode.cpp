// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "hand/codec.hpp"
#include "hand/object.hpp"

#include <string>
#include <string_view>

namespace hand {

// Not in an unnamed namespace, where the readers of lists and optionals would not find them.
static place read(place p, place end, level depth, payload::removed& to) {
    return object(p, end, depth, required("\"result\":", to.result), required("\"affectedRows\":", to.affectedRows));
}
static place read(place p, place end, level depth, payload::refusal& to) {
    return object(p, end, depth, required("\"code\":", to.code), optional("\"error\":", to.error),
                  required("\"msg\":", to.msg));
}

static place read(place p, place end, level depth, apibind::open_enum<thulium::record_status>& to) {
    using enum thulium::record_status;
    if (starts(p, end, "\"REMOVED\"")) return to = removed, p + 9;
    if (starts(p, end, "\"NOT_EXIST\"")) return to = not_exist, p + 11;
    if (starts(p, end, "\"CALL_IN_PROGRESS\"")) return to = call_in_progress, p + 18;
    std::string other;
    p = read(p, end, depth, other);
    if (p) to.assign(other);
    return p;
}
static place read(place p, place end, level depth, payload::record& to) {
    return object(p, end, depth, required("\"http_status\":", to.http_status), optional("\"record_id\":", to.record_id),
                  required("\"status\":", to.status));
}
static place read(place p, place end, level depth, payload::records& to) {
    if (*p != '{') return nullptr;
    p = blank(p + 1);
    if (*p == '}') return p + 1;
    std::string scratch;
    for (;;) {
        std::string_view number;
        if (*p != '"' || !(p = key(p, end, number, scratch))) return nullptr;
        auto const [entry, is_new] = to.try_emplace(std::string(number));
        if (!is_new || !(p = read(p, end, depth.inner(), entry->second))) return nullptr;
        p = blank(p);
        if (*p == '}') return p + 1;
        if (*p != ',') return nullptr;
        p = blank(p + 1);
    }
}

static place read(place p, place end, level depth, payload::place& to) {
    return object(p, end, depth, required("\"latitude\":", to.latitude), required("\"longitude\":", to.longitude),
                  optional("\"altitude\":", to.altitude));
}
static place read(place p, place end, level depth, payload::item& to) {
    return object(p, end, depth, required("\"sku\":", to.sku), required("\"quantity\":", to.quantity),
                  required("\"price\":", to.price), optional("\"note\":", to.note));
}
static place read(place p, place end, level depth, payload::contact& to) {
    return object(p, end, depth, required("\"id\":", to.id), required("\"name\":", to.name),
                  required("\"email\":", to.email), required("\"active\":", to.active),
                  required("\"balance\":", to.balance), optional("\"comment\":", to.comment),
                  optional("\"parent\":", to.parent), optional("\"score\":", to.score), required("\"tags\":", to.tags),
                  required("\"items\":", to.items), required("\"slots\":", to.slots), required("\"at\":", to.at));
}
static place read(place p, place end, level depth, payload::directory& to) {
    return object(p, end, depth, required("\"source\":", to.source), required("\"total\":", to.total),
                  required("\"contacts\":", to.contacts));
}

template <class T>
[[gnu::always_inline]] static inline bool document(std::string const& text, T& value) {
    place const end = text.data() + text.size();
    place const p = read(blank(text.data()), end, {}, value);
    return p && blank(p) == end;
}

bool decode(std::string const& text, payload::removed& value) {
    return document(text, value);
}
bool decode(std::string const& text, payload::refusal& value) {
    return document(text, value);
}
bool decode(std::string const& text, payload::records& value) {
    return document(text, value);
}
bool decode(std::string const& text, payload::directory& value) {
    return document(text, value);
}

} // namespace hand
