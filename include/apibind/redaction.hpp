// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/base64.hpp>
#include <apibind/hexadecimal.hpp>
#include <apibind/percent_encoding.hpp>
#include <apibind/secret.hpp>
#include <apibind/spelling.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace apibind {

/// What must never be read in a text that the library makes, in every form that a vendor may echo it: as it is, in
/// capitals, in hexadecimal and in base64 (RFC 4648 sections 4 and 5), there also where it is a part of what was
/// encoded; each of them also broken into lines, and percent-encoded or escaped for JSON or HTML, wholly or in part, up
/// to three times over. Masking takes time in proportion to the text, whatever it holds.
class redaction {
public:
    /// Adds a secret text. An empty one is nothing to hide.
    void add(std::string_view text) {
        if (text.empty()) return;
        add_form(std::string(text), 1);
        if (text.size() >= 8) add_capitals(text);
        if (text.size() >= 4) add_hexadecimal(text);
        if (text.find_first_not_of("0123456789") == std::string_view::npos) add_number(text);
        auto const plain = detail::base64(text);
        for (auto const& encoded : {plain, url_safe(plain)}) {
            add_form(encoded, 4);
            add_form(encoded.substr(0, encoded.find('=')), 4); // the padding may be left out
        }
        add_inner_base64(text);
        add_inner_base64(plain);
        add_inner_base64(escaped(text, false));
        add_inner_base64(escaped(text, true));
        std::string in_url;
        detail::append_percent_encoded(in_url, text);
        add_inner_base64(in_url);
    }

    /// Adds all that another one knows.
    void add(redaction const& other) {
        for (auto const& one : other.forms_) add_form(one.text.reveal(), one.least);
    }

    /// How many spellings over each other are seen through.
    static constexpr std::size_t deepest = 3;

    /// The text with every known form masked as `[secret]`. Where the text is the beginning of a longer one
    /// (`cut_short`), so is the beginning of a secret at its end.
    std::string apply(std::string_view text, bool cut_short = false) const {
        return found(text, cut_short, deepest).mask(text);
    }
    /// The same for a line that shows long keys and values cut, with `...` behind: what the cut leaves of a secret is
    /// masked as well.
    std::string apply_to_line(std::string_view line) const {
        constexpr std::string_view mark = "...";
        auto parts = found(line, false, deepest);
        for (std::size_t begin = 0, cut = line.find(mark); cut != std::string_view::npos;
             cut = line.find(mark, begin)) {
            find(line.substr(begin, cut - begin), begin, true, deepest, parts);
            begin = cut + mark.size();
        }
        return parts.mask(line);
    }
    /// The same in place. Looking less deep is faster by far for a text that is spelt in many ways.
    void mask(std::string& text, std::size_t depth = deepest) const {
        if (auto const parts = found(text, false, depth); !parts.empty()) text = parts.mask(text);
    }
    /// How many characters of the text `apply` masks.
    std::size_t hidden_in(std::string_view text, std::size_t depth = deepest) const {
        return found(text, false, depth).size();
    }

    bool empty() const noexcept { return forms_.empty(); }

private:
    struct form {
        secret text; ///< without line ends, and with spaces for plus signs, which stand for each other
        /// Of the beginning up to each byte: the length of its longest proper end that is a beginning, too.
        std::vector<std::uint32_t> border;
        std::size_t least; ///< that a cut must leave of it to be masked
    };

    /// The parts of a text that are masked.
    class hits {
    public:
        explicit hits(std::size_t text_size) : text_size_(text_size) {}
        bool empty() const noexcept { return is_in_.empty(); }
        std::size_t size() const { return static_cast<std::size_t>(std::count(is_in_.begin(), is_in_.end(), true)); }

        /// `marked`: up to where earlier ones of the same form, which began earlier, were marked.
        void add(std::size_t begin, std::size_t end, std::size_t& marked) {
            if (empty()) is_in_.resize(text_size_), is_inner_.resize(text_size_);
            for (std::size_t i = std::max(begin, marked); i < end; ++i) {
                is_in_[i] = true;
                if (i != begin) is_inner_[i] = true;
            }
            marked = std::max(marked, end);
        }

        std::string mask(std::string_view text) const {
            if (empty()) return std::string(text);
            std::string out;
            out.reserve(text.size());
            for (std::size_t i = 0; i != text.size();) {
                if (!is_in_[i]) {
                    out += text[i++];
                    continue;
                }
                out += "[secret]"; // forms that overlap are masked as one
                do ++i;
                while (i != text.size() && is_inner_[i]);
            }
            return out;
        }

    private:
        std::size_t text_size_;
        std::vector<bool> is_in_;    ///< a form
        std::vector<bool> is_inner_; ///< and so is the byte before it: the same form's
    };

    static constexpr char folded(char c) { return c == '+' ? ' ' : c; }
    static constexpr unsigned octet(char c) { return static_cast<unsigned char>(c); }

    void add_form(std::string text, std::size_t least) {
        if (text.size() >= std::numeric_limits<std::uint32_t>::max()) return;
        std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
        std::transform(text.begin(), text.end(), text.begin(), folded);
        secret hidden(std::move(text));
        if (hidden.empty()) return;
        for (auto const& known : forms_)
            if (known.text == hidden) return;
        auto const& t = hidden.reveal();
        std::vector<std::uint32_t> border(t.size());
        for (std::uint32_t i = 1, k = 0; i < t.size(); ++i) {
            while (k != 0 && t[i] != t[k]) k = border[k - 1];
            if (t[i] == t[k]) ++k;
            border[i] = k;
        }
        begun_by_[octet(t[0])].push_back(forms_.size());
        longest_ = std::max(longest_, t.size());
        forms_.push_back({std::move(hidden), std::move(border), least});
    }

    void add_capitals(std::string_view text) {
        std::string upper(text), lower(text);
        for (auto& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        for (auto& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        add_form(std::move(upper), 4);
        add_form(std::move(lower), 4);
    }
    void add_hexadecimal(std::string_view text) {
        std::string upper;
        detail::append_hex(upper, text, detail::upper_hex_digits);
        add_form(detail::hex_of(text), 8);
        add_form(std::move(upper), 8);
    }
    /// A number that lost its leading zeros, or its last digits in a floating point type.
    void add_number(std::string_view digits) {
        digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
        if (digits.size() >= 6) add_form(std::string(digits), 1);
        if (digits.size() <= 15) return;
        auto const kept = digits.substr(0, 13);
        add_form(std::string(kept), 4);
        add_form(std::string(kept.substr(0, 1)).append(".").append(kept.substr(1)), 4);
    }
    /// The characters of base64 that a text makes wherever in the encoded it stands.
    void add_inner_base64(std::string_view text) {
        for (std::size_t before : {0u, 1u, 2u}) {
            auto const encoded = detail::base64(std::string(before, '\0').append(text));
            auto const first = (before * 8 + 5) / 6, behind = (before + text.size()) * 8 / 6;
            if (behind < first + 4) continue; // so few are found everywhere
            auto inner = encoded.substr(first, behind - first);
            add_form(url_safe(inner), 4);
            add_form(std::move(inner), 4);
        }
    }
    static std::string url_safe(std::string text) {
        std::replace(text.begin(), text.end(), '+', '-');
        std::replace(text.begin(), text.end(), '/', '_');
        return text;
    }
    static std::string escaped(std::string_view text, bool slashes) {
        std::string out;
        for (char c : text) {
            if (c == '"' || c == '\\' || (slashes && c == '/')) out += '\\';
            out += c;
        }
        return out;
    }

    hits found(std::string_view text, bool cut_short, std::size_t depth) const {
        hits out(text.size());
        find(text, 0, cut_short, depth, out);
        return out;
    }
    /// `at`: where the text stands in that of the hits.
    void find(std::string_view text, std::size_t at, bool cut_short, std::size_t depth, hits& out) const {
        if (forms_.empty()) return;
        std::vector<detail::spelt_reader> readers; // each reads what the one before it reads
        readers.reserve(depth + 1);
        std::vector<detail::spelling> spelt;
        scratch with;
        if (text.find_first_of(detail::spelling_marks) == std::string_view::npos) depth = 0;
        auto const look = [&](auto const& again) -> void {
            readers.clear();
            readers.emplace_back(text, at);
            for (auto const how : spelt) readers.emplace_back(readers.back(), how, cut_short);
            search(readers.back(), at + text.size(), cut_short, with, out);
            // What was not spelt in this way has been looked at.
            if ((!spelt.empty() && !readers.back().has_changed()) || spelt.size() == depth) return;
            for (auto const how : detail::spellings) {
                spelt.push_back(how);
                again(again);
                spelt.pop_back();
            }
        };
        look(look);
    }

    struct progress {
        std::uint32_t done = 0; ///< how many bytes of a form the last ones read are
        std::size_t marked = 0;
    };
    /// What a search needs, kept for the next one.
    struct scratch {
        std::vector<progress> all;
        std::vector<std::size_t> active; ///< the forms under way
        std::vector<std::size_t> begins; ///< of the last units
    };

    /// Looks for all forms at once, as Knuth, Morris and Pratt do: no byte is read twice.
    void search(detail::spelt_reader& from, std::size_t text_end, bool cut_short, scratch& with, hits& out) const {
        auto& [all, active, begins] = with;
        all.assign(forms_.size(), {});
        active.clear();
        begins.resize(longest_);
        std::size_t count = 0;
        for (detail::spelt_reader::unit one; from.next(one);) {
            begins[count++ % longest_] = one.begin;
            char const c = folded(one.byte);
            auto const advance = [this, c, &one, &out, count, &with](std::size_t i) {
                auto const& text = forms_[i].text.reveal();
                auto const& border = forms_[i].border;
                auto& [done, marked] = with.all[i];
                while (done != 0 && text[done] != c) done = border[done - 1];
                if (text[done] == c) ++done;
                if (done == text.size()) {
                    out.add(with.begins[(count - done) % longest_], one.end, marked);
                    done = border[done - 1];
                }
                return done != 0;
            };
            auto const& begun = begun_by_[octet(c)];
            if (active.empty() && begun.empty()) continue;
            auto const earlier = active.size();
            for (auto const i : begun)
                if (all[i].done == 0 && advance(i)) active.push_back(i);
            std::size_t kept = 0;
            for (std::size_t k = 0; k != active.size(); ++k)
                if (k >= earlier || advance(active[k])) active[kept++] = active[k];
            active.resize(kept);
        }
        if (!cut_short) return;
        for (auto const i : active)
            if (auto& [done, marked] = all[i]; done >= forms_[i].least)
                out.add(begins[(count - done) % longest_], text_end, marked);
    }

    std::vector<form> forms_;
    std::size_t longest_ = 0;
    std::array<std::vector<std::size_t>, 256> begun_by_{}; ///< the forms that begin with that byte
};

namespace detail {

/// A line of ours, masked; null: as it is.
inline std::string masked(std::string_view line, redaction const* secrets) {
    return secrets ? secrets->apply_to_line(line) : std::string(line);
}

} // namespace detail
} // namespace apibind
