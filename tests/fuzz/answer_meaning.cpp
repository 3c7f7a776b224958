// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "echoes.hpp"
#include "fuzz.hpp"

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/bindings/wooxy.hpp>

#include <charconv>
#include <sstream>
#include <string>
#include <string_view>

// Any complete answer to any of the five endpoints: a response only inside a 2xx, an outcome that the status and the
// vendor's error allow, and no secret in what a failure says. The input: a byte for the endpoint, for strict reading
// and for whether there is a secret; the status; the fields Retry-After, Location and Content-Type; the content.

namespace fuzz_answer_meaning {

constexpr std::string_view secret = "tok/en+\"17\"";

apibind::redaction const& hidden() {
    static apibind::redaction const out = [] {
        apibind::redaction made;
        made.add(secret);
        return made;
    }();
    return out;
}

void check_text(std::string_view text, std::string_view property) {
    fuzz::require(!fuzz::shows(text, secret), property, text);
}

void check_secrets(apibind::failure_facts const& failure) {
    check_text(to_string(failure), "a failure's line shows no secret");
    check_text(failure.excerpt, "an excerpt shows no secret");
    if (failure.decode) check_text(to_string(*failure.decode), "a decode failure shows no secret");
    for (auto const& field : failure.info.fields) check_text(field.value, "a field of a failure shows no secret");
    for (auto const& note : failure.info.notes) check_text(to_string(note), "a note shows no secret");
}

void check_failure(apibind::failure_facts const& failure, apibind::http_response const& response) {
    using apibind::failure_kind;
    std::ostringstream line;
    line << failure;
    // 300 bytes, the rest of a character, and "...".
    fuzz::require(failure.excerpt.size() <= 306, "an excerpt is short", failure.excerpt);
    fuzz::require(line.str().find_first_of(std::string_view("\n\r\0", 3)) == std::string::npos, "it is one line",
                  line.str());
    fuzz::require(!apibind::detail::utf8_fault(line.str()), "it is UTF-8", line.str());
    fuzz::require(failure.decode || failure.kind != failure_kind::undecodable,
                  "what is undecodable has a decode failure");
    bool const success = apibind::is_success(response.status);
    fuzz::require(success == (failure.kind == failure_kind::refusal || failure.kind == failure_kind::undecodable),
                  "a 2xx fails by a refusal or by its content only");
    fuzz::require(failure.kind == failure_kind::refusal || failure.kind == failure_kind::undecodable ||
                      failure.kind == failure_kind::status,
                  "a complete answer fails by what it says");
}

template <class E>
void check(apibind::http_response const& response, bool strict, bool with_secret) {
    using apibind::outcome;
    apibind::interpret_options options;
    options.strict = strict;
    options.max_body = 4000;
    if (with_secret) options.secrets = &hidden();
    auto const result = apibind::interpret<E>(response, options);
    auto const& info = result.info();
    fuzz::require(info.status == response.status, "the status is the answer's");
    fuzz::require(info.outcome != outcome::not_sent, "what was answered was sent");
    fuzz::require(info.notes.size() <= 2 * apibind::max_json_notes, "notes are few");
    auto const by_status = apibind::outcome_of_status(info.status, info.retry_after.has_value());
    if (result) {
        fuzz::require(apibind::is_success(info.status), "a response comes inside a 2xx only");
        fuzz::require(info.outcome != outcome::unknown || std::is_same_v<E, thulium::remove_records>,
                      "a response has an outcome");
        return;
    }
    check_failure(result.error(), response);
    fuzz::require(!result.error().decode || !result.error().vendor_error,
                  "an error that was read has no decode failure");
    if (with_secret) check_secrets(result.error());
    fuzz::require(info.outcome != outcome::partial, "what is refused is not done in part");
    if (!apibind::is_success(info.status)) {
        fuzz::require(info.outcome != outcome::executed, "no other status than a 2xx is a success");
        if (!result.error().vendor_error)
            fuzz::require(info.outcome == by_status, "without a vendor's error the status decides");
    } else if (result.error().kind == apibind::failure_kind::undecodable) {
        fuzz::require(info.outcome == outcome::executed, "a 2xx that cannot be read was executed");
    } else {
        fuzz::require(info.outcome != outcome::executed, "a refusal is no success");
    }
}

} // namespace fuzz_answer_meaning

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace fuzz_answer_meaning;
    if (size == 0 || size > 5000) return 0;
    fuzz::values in(fuzz::text_of(data + 1, size - 1));
    apibind::http_response response;
    auto const status = in.next();
    std::from_chars(status.data(), status.data() + status.size(), response.status);
    for (auto const* name : {"Retry-After", "Location", "Content-Type"})
        if (auto const value = in.next(); !value.empty()) response.fields.add(name, std::string(value));
    response.body = in.rest();
    bool const strict = data[0] & 16, with_secret = !(data[0] & 32);
    switch (data[0] % 5) {
    case 0: check<wooxy::remove_source>(response, strict, with_secret); break;
    case 1: check<wolkvox::remove_record>(response, strict, with_secret); break;
    case 2: check<wolkvox::clear_campaign>(response, strict, with_secret); break;
    case 3: check<wolkvox::delete_records>(response, strict, with_secret); break;
    default: check<thulium::remove_records>(response, strict, with_secret); break;
    }
    return 0;
}
