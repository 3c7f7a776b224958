// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/no_content.hpp>
#include <apibind/reflection.hpp>
#include <apibind/tagged.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace apibind {

/// In place of a status in `on<...>`: all of a class (RFC 9110 section 15), or all that nothing else of the list takes.
inline constexpr int status_2xx = 2;
inline constexpr int status_3xx = 3;
inline constexpr int status_4xx = 4;
inline constexpr int status_5xx = 5;
inline constexpr int any_status = 0;

namespace detail {
template <wire_constant... Text>
inline constexpr std::string_view only_text{};
template <wire_constant Text>
inline constexpr std::string_view only_text<Text> = Text.is_number ? "?" : Text.view();
template <wire_constant Text, wire_constant Next, wire_constant... Rest>
inline constexpr std::string_view only_text<Text, Next, Rest...> = "?";
} // namespace detail

/// With that status the content is a T: `on<202, job>`, `on<204, void>`, `on<apibind::status_4xx, problem>`. With a
/// media type behind it only where Content-Type says so: `on<200, apibind::content, "text/csv">`, or a range, "text/*"
/// (RFC 9110 section 12.5.1), without parameters.
template <int Status, class T, detail::wire_constant... MediaType>
struct on {
    static constexpr int status = Status;
    static constexpr std::string_view media_type = detail::only_text<MediaType...>; // empty: whatever comes
    using type = T;
};

namespace detail {
template <class T>
struct held_of {
    using type = T;
};
template <>
struct held_of<void> {
    using type = no_content;
};
/// What stands for T where an object is needed.
template <class T>
using held = typename held_of<T>::type;
} // namespace detail

/// An answer whose type follows from its status, as a response or as an error:
///
///     using response = apibind::by_status<apibind::on<200, order>, apibind::on<202, job>, apibind::on<204, void>>;
///     using error = apibind::by_status<apibind::on<404, missing>, apibind::on<apibind::any_status, problem>>;
///
/// The most exact entry is taken: the status itself, then its class, then any_status; of these the one that names the
/// media type, then a range of it, then one that names none. Accept lists the media types that are named. A success
/// that no entry takes is undecodable. A status outside 2xx that a response lists itself is a success (`on<304,
/// void>`). Of an error, an entry whose content does not read gives way to the next one, so that
/// `on<apibind::any_status, apibind::content>` takes what is not JSON.
template <class... On>
class by_status {
public:
    static constexpr std::size_t size = sizeof...(On);
    template <std::size_t I>
    using alternative = typename std::tuple_element_t<I, std::tuple<On...>>::type;

    by_status() : held_(std::in_place_index<0>, detail::make<detail::held<alternative<0>>>()) {}
    template <std::size_t I>
    by_status(std::in_place_index_t<I> which, int status, detail::held<alternative<I>> value = {})
        : held_(which, std::move(value)), status_(status) {}

    /// The answer's status.
    int status() const noexcept { return status_; }
    /// The position of the entry that was taken.
    std::size_t index() const noexcept { return held_.index(); }

    /// Whether it is a T; `holds<void>()` for an entry without content.
    template <class T>
    bool holds() const noexcept {
        constexpr bool same[] = {std::is_same_v<T, typename On::type>...};
        static_assert((false || ... || std::is_same_v<T, typename On::type>),
                      "apibind: no entry of this by_status has that type");
        return same[held_.index()];
    }
    /// The T, or null where it is another one.
    template <class T>
    T const* get_if() const noexcept {
        if (!holds<T>()) return nullptr;
        return static_cast<T const*>(address());
    }
    template <class T>
    T* get_if() noexcept {
        return const_cast<T*>(std::as_const(*this).template get_if<T>());
    }
    /// Calls `use` with what there is; with a no_content for an entry without content.
    template <class Use>
    decltype(auto) visit(Use&& use) const {
        return std::visit(std::forward<Use>(use), held_);
    }

    /// Makes a new alternative, to be filled in.
    template <std::size_t I>
    void* emplace(int status) {
        status_ = status;
        return &held_.template emplace<I>(detail::make<detail::held<alternative<I>>>());
    }

private:
    void const* address() const noexcept {
        return std::visit([](auto const& value) { return static_cast<void const*>(&value); }, held_);
    }

    std::variant<detail::held<typename On::type>...> held_;
    int status_ = 0;
};

namespace detail {

template <class T>
struct is_by_status : std::false_type {};
template <class... On>
struct is_by_status<by_status<On...>> : std::true_type {};

} // namespace detail
} // namespace apibind
