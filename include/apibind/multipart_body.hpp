// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/elements.hpp>
#include <apibind/file_content.hpp>
#include <apibind/hexadecimal.hpp>
#include <apibind/http_message.hpp>
#include <apibind/joined_content.hpp>
#include <apibind/media_type.hpp>
#include <apibind/text_values.hpp>
#include <apibind/url_expander.hpp>

#include <openssl/rand.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// multipart/form-data (RFC 7578) and multipart/related (RFC 2387) of a request: plain code over tables.
namespace apibind::detail {

/// A name between quotes, so that it cannot end them: as WHATWG HTML, section 4.10.21.8, with a backslash encoded as
/// well, which some readers take for an escape.
inline void append_part_name(std::string& out, std::string_view name) {
    for (char c : name) switch (c) {
        case '"': out += "%22"; break;
        case '\r': out += "%0D"; break;
        case '\n': out += "%0A"; break;
        case '\\': out += "%5C"; break;
        default: out += c;
        }
}
/// Whether a name has what the encoding has nothing for.
inline bool is_part_name(std::string_view name) {
    for (char c : name)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\r' && c != '\n') || c == 0x7f) return false;
    return count_characters(name) >= 0;
}

/// 128 random bits, which no content has by accident and nobody guesses who has a value in it; false: there are none.
inline bool make_boundary(std::string& out) {
    unsigned char bytes[16]{};
    if (RAND_bytes(bytes, sizeof bytes) != 1) return false;
    out = "apibind-";
    append_hex(out, {reinterpret_cast<char const*>(bytes), sizeof bytes});
    return true;
}

/// Adds the parts of members to a content. A fault is a line that begins with the member's name.
class part_writer {
public:
    part_writer(joined_content& out, std::string_view delimiter, bool has_names, list_names lists)
        : out_(out), delimiter_(delimiter), has_names_(has_names), lists_(lists) {}

    /// The media type of the first part.
    std::string const& first_type() const noexcept { return first_type_; }
    bool is_empty() const noexcept { return is_empty_; }

    build_fault write(member const& m, void const* self) {
        member_ = &m;
        return value(*m.type, self, std::string(m.name()));
    }

private:
    build_fault told(std::string_view what) const { return url_expander::told(*member_, what); }

    build_fault value(node const& type, void const* self, std::string const& name) {
        switch (type.form) {
        case shape::optional:
        case shape::nullable: {
            auto const& table = type.as<optional_table>();
            if (void const* const held = table.get(self)) return value(*table.inner, held, name);
            return table.is_null && table.is_null(self) ? text({}, name) : build_fault{};
        }
        case shape::alternatives: {
            auto const index = type.alternatives->index(self);
            if (index >= type.alternatives->count) return told("is a variant without a value");
            return value(*type.alternatives->entries[index], type.alternatives->get(self), name);
        }
        case shape::null: return text({}, name);
        case shape::nothing: return {};
        case shape::list:
        case shape::array:
        case shape::bits: return list(type, self, name);
        case shape::object:
        case shape::map:
        case shape::foreign: return json(type, self, name);
        case shape::file: return content(*static_cast<file const*>(self), name);
        default: {
            std::string out;
            if (auto fault = append_value_text(type, self, out)) return told(*fault);
            return text(out, name);
        }
        }
    }
    build_fault element(node const& type, void const* self, std::string const& name, std::size_t i) {
        return value(type, self,
                     lists_ == list_names::repeated    ? name
                     : lists_ == list_names::bracketed ? name + "[]"
                                                       : name + "[" + std::to_string(i) + "]");
    }
    build_fault list(node const& type, void const* self, std::string const& name) {
        std::size_t i = 0;
        build_fault fault{};
        for_each_element(type, self, [&](node const& of, void const* item) {
            fault = element(of, item, name, i++);
            return !fault.has_value();
        });
        if (i == 0) return told("must not be empty: an empty list has no parts");
        return fault;
    }

    void begin(std::string const& name, file const* given, std::string const& type) {
        std::string head(is_empty_ ? delimiter_.substr(2) : delimiter_); // nothing is before it
        head += "\r\n";
        if (has_names_) {
            head += "Content-Disposition: form-data; name=\"";
            append_part_name(head, name);
            head += '"';
            if (given) {
                head += "; filename=\"";
                append_part_name(head, given->name().empty() ? name : given->name());
                head += '"';
            }
            head += "\r\n";
        }
        if (!type.empty()) head.append("Content-Type: ").append(type).append("\r\n");
        out_.add(head + "\r\n");
        if (is_empty_) first_type_ = type;
        is_empty_ = false;
    }
    build_fault text(std::string_view value, std::string const& name) {
        begin(name, nullptr, has_names_ ? "" : "text/plain; charset=utf-8");
        out_.add(value);
        return {};
    }
    build_fault json(node const& type, void const* self, std::string const& name) {
        std::string out;
        if (auto const error = write_json(type, self, out))
            return std::string(member_->identifier) + ": " + to_string(*error);
        begin(name, nullptr, "application/json");
        out_.add(out);
        return {};
    }
    build_fault content(file const& given, std::string const& name) {
        if (!is_part_name(given.name()))
            return told("has a file name with a control character, or one that is not UTF-8");
        if (!given.media_type().empty() && !is_media_type(given.media_type()))
            return told("has a media type that is none");
        begin(name, &given, given.media_type().empty() ? "application/octet-stream" : given.media_type());
        if (given.is_in_memory())
            out_.add(given.content());
        else
            out_.add(source_of(given));
        return {};
    }

    joined_content& out_;
    std::string_view delimiter_;
    bool has_names_;
    list_names lists_;
    member const* member_ = nullptr;
    std::string first_type_;
    bool is_empty_ = true;
};

/// Content and Content-Type of a request whose parts its members are.
inline build_fault write_multipart(endpoint_table const& endpoint, void const* request, http_request& out) {
    auto const& plan = *endpoint.body;
    auto const& table = *endpoint.request;
    bool const has_names = plan.form == body_form::multipart;
    std::string boundary;
    if (!make_boundary(boundary)) return "the body: there are no random numbers for its boundary";
    auto const delimiter = "\r\n--" + boundary;
    auto const content = std::make_shared<joined_content>();
    part_writer parts(*content, delimiter, has_names, plan.lists);
    for (std::size_t i = 0; i != endpoint.body_count; ++i) {
        auto const& m = table.members[endpoint.body_members[i]];
        if (auto fault = parts.write(m, table.at(m, request))) return fault;
    }
    if (parts.is_empty()) return "the body: multipart content has at least one part, and no member is given";
    content->add(delimiter + "--\r\n");
    auto type = std::string(plan.media_type) + "; boundary=" + boundary;
    // RFC 2387 section 3.1: the media type of the root, which is the first part.
    if (!has_names) type += "; type=\"" + parts.first_type().substr(0, parts.first_type().find(';')) + "\"";
    out.fields.add("Content-Type", type);
    if (content->has_sources())
        out.source = content;
    else
        out.body = content->take_text();
    return {};
}

} // namespace apibind::detail
