// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "hand/codec.hpp"
#include "hand/print.hpp"

#include <string>

namespace hand {
namespace {

void write(printer& to, std::vector<std::string> const& list) {
    to.array(list, [&](std::string const& one) { to.value(one); });
}

void write(printer& to, payload::removal const& value) {
    if (value.ids) {
        to.raw("{\"ids\":");
        write(to, *value.ids);
    }
    if (value.customerSourceIds) {
        value.ids ? to.raw(",\"customerSourceIds\":") : to.raw("{\"customerSourceIds\":");
        write(to, *value.customerSourceIds);
    }
    value.ids || value.customerSourceIds ? to.raw("}") : to.raw("{}");
}

void write(printer& to, payload::record const& value) {
    to.raw("{\"http_status\":");
    to.value(value.http_status);
    if (value.record_id) {
        to.raw(",\"record_id\":");
        to.value(*value.record_id);
    }
    to.raw(",\"status\":");
    if (value.status.is_known()) {
        switch (value.status.value()) {
        case thulium::record_status::removed: to.raw("\"REMOVED\"}"); return;
        case thulium::record_status::not_exist: to.raw("\"NOT_EXIST\"}"); return;
        case thulium::record_status::call_in_progress: to.raw("\"CALL_IN_PROGRESS\"}"); return;
        }
    }
    to.value(std::string(value.status.wire()));
    to.raw("}");
}
void write(printer& to, payload::records const& value) {
    bool is_first = true;
    for (auto const& [number, of_number] : value) {
        is_first ? to.raw("{") : to.raw(",");
        is_first = false;
        to.value(number);
        to.raw(":");
        to.array(of_number, [&](payload::record const& one) { write(to, one); });
    }
    is_first ? to.raw("{}") : to.raw("}");
}

void write(printer& to, payload::item const& value) {
    to.raw("{\"sku\":");
    to.value(value.sku);
    to.raw(",\"quantity\":");
    to.value(value.quantity);
    to.raw(",\"price\":");
    to.value(value.price);
    if (value.note) {
        to.raw(",\"note\":");
        to.value(*value.note);
    }
    to.raw("}");
}
void write(printer& to, payload::contact const& value) {
    to.raw("{\"id\":");
    to.value(value.id);
    to.raw(",\"name\":");
    to.value(value.name);
    to.raw(",\"email\":");
    to.value(value.email);
    to.raw(",\"active\":");
    to.value(value.active);
    to.raw(",\"balance\":");
    to.value(value.balance);
    if (value.comment) {
        to.raw(",\"comment\":");
        to.value(*value.comment);
    }
    if (value.parent) {
        to.raw(",\"parent\":");
        to.value(*value.parent);
    }
    if (value.score) {
        to.raw(",\"score\":");
        to.value(*value.score);
    }
    to.raw(",\"tags\":");
    write(to, value.tags);
    to.raw(",\"items\":");
    to.array(value.items, [&](payload::item const& one) { write(to, one); });
    to.raw(",\"slots\":");
    to.array(value.slots, [&](auto const& slot) { to.array(slot, [&](int n) { to.value(n); }); });
    to.raw(",\"at\":{\"latitude\":");
    to.value(value.at.latitude);
    to.raw(",\"longitude\":");
    to.value(value.at.longitude);
    if (value.at.altitude) {
        to.raw(",\"altitude\":");
        to.value(*value.at.altitude);
    }
    to.raw("}}");
}
void write(printer& to, payload::directory const& value) {
    to.raw("{\"source\":");
    to.value(value.source);
    to.raw(",\"total\":");
    to.value(value.total);
    to.raw(",\"contacts\":");
    to.array(value.contacts, [&](payload::contact const& one) { write(to, one); });
    to.raw("}");
}

template <class T>
[[gnu::always_inline]] inline bool document(T const& value, std::string& text) {
    printer to(text);
    write(to, value);
    return to.finish();
}

} // namespace

bool encode(payload::removal const& value, std::string& text) {
    return document(value, text);
}
bool encode(payload::records const& value, std::string& text) {
    return document(value, text);
}
bool encode(payload::directory const& value, std::string& text) {
    return document(value, text);
}

} // namespace hand
