// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp>
#include <apibind/json_number.hpp>
#include <apibind/json_path.hpp>
#include <apibind/json_text.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail {

/// What JSON is written with: text, its tokens, and what went wrong.
///
/// Text gathers in a chunk, so that the string grows by pieces instead of by bytes. How large the string becomes is
/// told in advance from the elements of a long list that are written already: one that only doubled would hold up to
/// three times the text.
struct json_output {
    std::string& out;
    std::size_t const start = out.size();
    std::size_t depth = 0;
    std::optional<encode_error> error{}; ///< until finish(), its path is only what failed functions have added to it
    // Of the outermost long list: its elements, and where its text begins in all that is written.
    std::size_t total = 0;
    std::size_t done = 0;
    std::size_t list_start = 0;
    char* at = chunk;
    static constexpr std::size_t chunk_size = 4096;
    /// May be written behind what was reserved: copies by whole words, and behind them separators and the brackets that
    /// end everything that is open.
    static constexpr std::size_t slack = 16 + default_json_depth + 2;
    char chunk[chunk_size + slack];

    explicit json_output(std::string& text) : out(text) {}

    // Text -------------------------------------------------------------------------------------------------------

    [[gnu::noinline]] void flush() {
        auto const size = static_cast<std::size_t>(at - chunk);
        make_room(size);
        out.append(chunk, size);
        at = chunk;
    }
    /// Room for `size` bytes at `at`; `size` is at most the chunk's.
    [[gnu::always_inline]] void reserve(std::size_t size) {
        if (chunk + chunk_size - at < static_cast<std::ptrdiff_t>(size)) flush();
    }
    [[gnu::always_inline]] void put(char c) {
        reserve(1);
        *at++ = c;
    }
    /// A comma or colon, behind which something reserves.
    [[gnu::always_inline]] void separate(char c) { *at++ = c; }
    void put(char const* text, std::size_t size) {
        if (size > chunk_size) {
            flush();
            make_room(size);
            out.append(text, size);
            return;
        }
        reserve(size);
        std::memcpy(at, text, size);
        at += size;
    }
    template <std::size_t N>
    [[gnu::always_inline]] bool word(char const (&text)[N]) {
        reserve(N - 1);
        std::memcpy(at, text, N - 1);
        at += N - 1;
        return true;
    }
    [[gnu::always_inline]] bool boolean(bool yes) { return yes ? word("true") : word("false"); }

    /// Whether a list of so many elements is the one by which the size is told; then it counts in `done`, and `total`
    /// becomes zero behind it.
    bool is_counted(std::size_t count) {
        if (total != 0 || count < 16) return false;
        total = count;
        list_start = out.size() + static_cast<std::size_t>(at - chunk);
        return true;
    }
    /// Room in the string, behind which `size` more bytes are already known.
    [[gnu::noinline]] void make_room(std::size_t size) {
        auto const least = out.size() + size;
        if (out.empty() || least <= out.capacity()) return; // the first text is often the whole one
        std::size_t wanted = 2 * least;
        constexpr std::size_t sample = 65536;
        if (done != 0 && least > list_start + sample) {
            auto const each = static_cast<double>(least - list_start) / static_cast<double>(done);
            auto const rest = each * static_cast<double>(total - done);
            auto const told = static_cast<double>(least) + rest * 1.125 + chunk_size;
            auto const most = static_cast<double>(least) * 32; // the first elements may be much larger than the others
            wanted = static_cast<std::size_t>(told < most ? told : most);
            // The last ones may be: by steps that do not grow, each byte would be copied once a step.
            if (wanted < least + least / 8) wanted = least + least / 8;
        }
        std::string larger; // where reserve() would at least double what there is
        larger.reserve(wanted);
        larger.append(out);
        out.swap(larger);
    }

    // Failures ---------------------------------------------------------------------------------------------------

    [[gnu::cold, gnu::noinline]] bool fail(encode_reason reason, std::string message) {
        error.emplace(encode_error{reason, {}, std::move(message)});
        return false;
    }
    // What failed is in this element or entry: false, for the caller to fail as well.
    [[gnu::cold, gnu::noinline]] bool in_element(std::size_t index) {
        std::string step;
        append_index_step(step, index);
        error->path.insert(0, step);
        return false;
    }
    [[gnu::cold, gnu::noinline]] bool in_key(std::string_view key) {
        std::string step;
        append_key_step(step, key);
        error->path.insert(0, step);
        return false;
    }
    std::optional<encode_error> finish(bool written) {
        if (written) {
            flush();
            return std::nullopt;
        }
        out.resize(start);
        error->path.insert(0, "$");
        return std::move(error);
    }

    // Tokens -----------------------------------------------------------------------------------------------------

    [[gnu::cold, gnu::noinline]] bool too_deep() {
        return fail(encode_reason::too_deep,
                    "more than " + std::to_string(default_json_depth) + " arrays and objects in each other");
    }
    [[gnu::always_inline]] bool open(char bracket) {
        if (depth == default_json_depth) return too_deep();
        ++depth;
        put(bracket);
        return true;
    }
    [[gnu::always_inline]] bool close(char bracket) {
        --depth;
        *at++ = bracket;
        return true;
    }

    template <class Integer>
    [[gnu::always_inline]] bool integer(Integer number) {
        reserve(max_number_text);
        return reserved_integer(number);
    }
    template <class Integer>
    [[gnu::always_inline]] bool reserved_integer(Integer number) {
        at = write_integer(at, number);
        return true;
    }
    template <class Float>
    bool floating(Float number) {
        if (!std::isfinite(number))
            return fail(encode_reason::not_finite, std::isnan(number) ? "NaN has no JSON" : "an infinity has no JSON");
        reserve(max_number_text);
        at = write_floating(at, number);
        return true;
    }

    [[gnu::noinline]] bool string(std::string_view text) { return inline_string(text); }
    [[gnu::always_inline]] bool inline_string(std::string_view text) {
        std::size_t const size = text.size();
        if (size > chunk_size / 2) return special_string(text);
        reserve(size + 2);
        char* const to = at;
        if (!copy_plain(to + 1, text.data(), size)) return special_string(text);
        to[0] = '"';
        to[size + 1] = '"';
        at = to + size + 2;
        return true;
    }
    /// A string that has something to escape or to look at, or a long one.
    [[gnu::noinline]] bool special_string(std::string_view text) {
        char const* p = text.data();
        char const* const end = p + text.size();
        put('"');
        for (char const* q = plain_end(p, end);; q = plain_end(q, end)) {
            q = utf8_run_end(q, end);
            if (q != end && octet(*q) > 0x7f) return invalid_utf8(static_cast<std::size_t>(q - text.data()));
            if (q != end && !is_special(*q)) continue;
            put(p, static_cast<std::size_t>(q - p));
            if (q == end) break;
            reserve(6);
            at = write_escape(at, *q);
            p = ++q;
        }
        put('"');
        return true;
    }
    [[gnu::cold, gnu::noinline]] bool invalid_utf8(std::size_t byte) {
        return fail(encode_reason::invalid_utf8, "a string that is no UTF-8 at its byte " + std::to_string(byte));
    }
};

} // namespace apibind::detail
