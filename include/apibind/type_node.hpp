// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/enum_table.hpp>
#include <apibind/type_exact.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Every type that travels has one constant table, its `node`. The reader, the writer and the URL expander are plain
/// code over these tables, so that one more type costs the compiler and the binary little.
namespace apibind::detail {

enum class shape : std::uint8_t {
    unsupported, ///< nobody can encode or decode it; `fault` says why
    boolean,
    signed_integer,
    unsigned_integer,
    floating,
    string,
    string_view, ///< encode only
    enumeration,
    open_enumeration,
    optional,
    nullable,
    list,  ///< std::vector and its like
    bits,  ///< std::vector<bool>
    array, ///< std::array, T[N]
    map,
    object,
    alternatives, ///< std::variant
    null,         ///< std::monostate, null_t
    nothing,      ///< everything_t: what has it is left out
    foreign,      ///< codec<T>
    text,         ///< text_codec<T>: one text, in JSON a string or a number
    bytes,        ///< basic_base64
    joined,       ///< a list that is one text
    in_string,    ///< JSON within a JSON string
    described,    ///< to_described_json: another type's values stand for it
    tagged,       ///< an object with a member that tells which of several types it is
    keyed,        ///< an object with one member whose name tells it
    file,         ///< content that is no value: in a request only, where its content has a place for it
};

/// What is wrong with a type, found while its table is built and told by valid<E>.
enum class fault : std::uint8_t {
    none,
    unsupported,
    not_described,
    base_not_described,
    member_left_out,
    same_wire_name,
    bad_wire_name,
    bad_wire_names, ///< not made by names(...)
    misplaced_numbers,
    bad_codec,
    bad_text_codec,
    bad_json_code, ///< of an enum, or not unrolled
    wrong_rename,
    renamed_twice,
    too_many_members,
    bad_map_key,
    encode_only, ///< a std::string_view in something that is read
    additional_not_last,
    joined_of_no_text,
    alternative_of_no_as,     ///< of a tagged or keyed
    alternative_of_no_struct, ///< of a tagged
    alternative_with_tag,     ///< a member has the name of the tag
    same_wire_value,          ///< of two alternatives
    from_described_missing,
    time_without_form,
    misplaced_key, ///< an idempotency_key that is no member of a request
};

struct json_reader;
struct json_writer;
/// Code that reads and writes the values of one type only: what json_code gives it.
struct json_code_table {
    char const* (*read)(json_reader& reader, void* into, char const* p); ///< as json_reader::value
    bool (*write)(json_writer& writer, void const* self);                ///< as json_writer::value
};

struct node {
    shape form = shape::unsupported;
    fault wrong = fault::none;
    exact known = exact::none;
    std::uint8_t width = 0;       ///< sizeof of a number or enumeration; the base64_form of bytes
    bool single = false;          ///< of a list: its only element stands for itself
    bool is_written_only = false; ///< of a described: there is no way back
    bool is_key = false;          ///< idempotency_key, which has the form of an optional string
    bool is_secret = false;       ///< a text that no text of ours may show
    void const* table = nullptr;  ///< by form: enum_table, optional_table, list_table ...

    template <class Table>
    constexpr Table const& as() const {
        return *static_cast<Table const*>(table);
    }
    constexpr void become(shape one, void const* its_table = nullptr) { form = one, table = its_table; }
    // Typed copies of `table` for constant evaluation, where a cast from void const* is not allowed.
    node const* inner = nullptr;                 ///< of an optional, nullable, list, array, map
    struct object_table const* object = nullptr; ///< of an object
    struct alternatives_table const* alternatives = nullptr;
    enum_table const* enumeration = nullptr;       ///< of a constant, its one text
    struct choices_table const* choices = nullptr; ///< of a tagged or keyed
    json_code_table const* code = nullptr;         ///< of an unrolled
};

constexpr exact exact_form(shape form) {
    switch (form) {
    case shape::object: return exact::object;
    case shape::list: return exact::list;
    case shape::open_enumeration: return exact::open_enumeration;
    default: return exact::none;
    }
}

struct optional_table { // nullable too
    node const* inner;
    void const* (*get)(void const* self); ///< the value, or null
    void* (*emplace)(void* self);         ///< makes a new value, to be filled in
    void (*reset)(void* self);
    bool (*is_null)(void const* self); ///< of a nullable; null for an optional
    void (*set_null)(void* self);      ///< of a nullable; null for an optional
};

struct open_enum_table {
    enum_table const* known;
    std::string_view (*wire)(void const* self);
    void (*assign)(void* self, std::string_view wire);
    bool (*has_value)(void const* self);
};

/// The elements of a list.
struct list_view {
    void const* first; ///< of elements in a row; null where they are not in a row
    std::size_t size;
};

struct list_table {
    node const* element;
    std::size_t stride;
    list_view (*view)(void const* self);
    /// Of elements that are not in a row, or null: calls `visit` for each one until it returns false.
    bool (*each)(void const* self, void* context, bool (*visit)(void* context, void const* element));
    void (*clear)(void* self);
    void* (*append)(void* self); ///< a new last element, to be filled in

    /// Calls `visit(element)` for each one of any list until it returns false.
    template <class Visit>
    bool visit_each(void const* self, Visit visit) const {
        if (each)
            return each(self, &visit,
                        [](void* context, void const* one) -> bool { return (*static_cast<Visit*>(context))(one); });
        auto const [first, size] = view(self);
        for (std::size_t i = 0; i != size; ++i)
            if (!visit(static_cast<void const*>(static_cast<char const*>(first) + i * stride))) return false;
        return true;
    }
};

struct bits_table {
    std::size_t (*size)(void const* self);
    bool (*at)(void const* self, std::size_t i);
    void (*clear)(void* self);
    void (*append)(void* self, bool value);
};

struct array_table {
    node const* element;
    std::size_t stride;
    std::size_t count;
};

struct map_table {
    node const* value;
    std::size_t (*size)(void const* self);
    /// Calls `visit` for each entry until it returns false. `key` is the key's text, valid during the call.
    bool (*each)(void const* self, void* context,
                 bool (*visit)(void* context, std::string_view key, void const* value));
    void (*clear)(void* self);
    /// The value of a new entry, to be filled in; null with `known` true where the key is there already, null with
    /// `known` false where the text is no such key ("x1" for an integer).
    void* (*emplace)(void* self, std::string_view key, bool& known);
    char const* key_type;             ///< for messages: "a string", "an integer"
    enum_table const* keys = nullptr; ///< where the keys are an enum's
};

struct alternatives_table {
    node const* const* entries;
    std::size_t count;
    std::size_t (*index)(void const* self); ///< `count` or more when valueless
    void const* (*get)(void const* self);
    void* (*emplace)(void* self, std::size_t index);
    std::uint64_t type = 0; ///< type_hash of one that has a name, and may come back to itself
};

struct foreign_table {
    std::string (*write)(void const* self, std::string& json); ///< why the value has no JSON; empty where it has
    bool (*read)(std::string_view json, void* self, std::string& expected);
};

struct text_table {
    std::string (*write)(void const* self, std::string& text); ///< why the value has no text; empty where it has
    bool (*read)(std::string_view text, void* self);
    void (*reset)(void* self);
    std::string_view expected; ///< "a UUID"
    bool is_number;            ///< in JSON
};

struct joined_table {
    list_table const* list;
    char separator;
};

struct described_table {
    node const* inner;
    /// Makes what stands for the value and hands it to `use`.
    bool (*write)(void const* self, void* context, bool (*use)(void* context, void const* described));
    /// Has `fill` read what stands for the value. False where `fill` did, or where that stands for no value; then it is
    /// told what was `expected`.
    bool (*read)(void* self, void* context, bool (*fill)(void* context, void* described), std::string& expected);
};

struct choice {
    std::string_view wire;
    bool is_number; ///< the tag is a JSON number
    node const* type;
};
struct choices_table {
    std::string_view tag; ///< `"type":`; empty of a keyed
    choice const* entries;
    std::size_t count;
    bool has_other;                         ///< at index `count`, an `other`
    std::size_t (*index)(void const* self); ///< more when valueless
    void const* (*get)(void const* self);
    void* (*emplace)(void* self, std::size_t index);
    std::uint64_t type = 0; ///< as of alternatives

    constexpr std::string_view tag_name() const { return tag.substr(1, tag.size() - 3); }
    constexpr std::size_t find(std::string_view wire, bool is_number) const {
        for (std::size_t i = 0; i != count; ++i)
            if (entries[i].wire == wire && entries[i].is_number == is_number) return i;
        return count;
    }
};

struct member {
    char const* quoted; ///< `"name":`, and quoted_padding bytes that can be read behind the last one of a table
    std::uint16_t quoted_size;
    bool may_be_absent;     ///< an optional or nullable
    bool is_required;       ///< declared as required<T>
    bool is_derived;        ///< declared as derived<T>
    bool is_constant;       ///< a constant, which has one value only
    node const* type;       ///< of the T of a required<T>
    void const* address;    ///< in the dummy object that object_table::origin points to
    char const* identifier; ///< its name in C++, which messages about a request use

    constexpr std::string_view name() const { return {quoted + 1, quoted_size - std::size_t{3}}; }
    constexpr std::string_view key() const { return {quoted, quoted_size}; }
    constexpr bool is_called(std::string_view name_in_code) const {
        return __builtin_strlen(identifier) == name_in_code.size() &&
               __builtin_memcmp(identifier, name_in_code.data(), name_in_code.size()) == 0;
    }
};

struct object_table {
    member const* members; ///< in declaration order, those of bases first
    std::size_t count;
    void const* origin;
    std::uint64_t type;      ///< type_hash
    std::size_t all;         ///< `count`, and one more where there is a `rest`
    member const* rest;      ///< the additional_properties behind the others, or null
    bool is_prepared;        ///< before reading: it has a `rest`, or more members than there are bits, or is a problem
    bool is_problem = false; ///< problem_details, by itself or as a base

    void* at(member const& m, void* self) const {
        return static_cast<char*>(self) + (static_cast<char const*>(m.address) - static_cast<char const*>(origin));
    }
    void const* at(member const& m, void const* self) const {
        return static_cast<char const*>(self) +
               (static_cast<char const*>(m.address) - static_cast<char const*>(origin));
    }
    /// The index of the member with that name of the wire; `count` where there is none.
    constexpr std::size_t index_of(std::string_view name) const {
        std::size_t i = 0;
        while (i != count && members[i].name() != name) ++i;
        return i;
    }
    constexpr member const* find(std::string_view name) const {
        auto const i = index_of(name);
        return i != count ? members + i : nullptr;
    }
    /// Of the member with that name in C++, or -1.
    constexpr int position(std::string_view identifier) const {
        for (std::size_t i = 0; i != all; ++i)
            if (members[i].is_called(identifier)) return static_cast<int>(i);
        return -1;
    }
};

/// The most members, those of bases included, that a reader keeps track of.
inline constexpr std::size_t max_members = 256;

} // namespace apibind::detail
