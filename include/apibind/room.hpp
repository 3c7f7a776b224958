// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <new>
#include <type_traits>
#include <utility>

namespace apibind::detail {

/// A place for a T that may be there. A std::optional costs the compiler several times as much, for each type, and its
/// destructor is expanded wherever one goes; here that is one function.
template <class T>
class room {
public:
    room() noexcept : unused_() {}
    explicit room(T&& object) : object_(std::move(object)), there_(true) {}
    room(room&& other) noexcept(std::is_nothrow_move_constructible_v<T>) : unused_() { take(std::move(other)); }
    room(room const& other) requires std::copy_constructible<T> : unused_() { take(other); }
    room& operator=(room&& other) noexcept(std::is_nothrow_move_constructible_v<T>) {
        if (this != &other) reset(), take(std::move(other));
        return *this;
    }
    room& operator=(room const& other) requires std::copy_constructible<T> { return *this = room(other); }
    ~room() { reset(); }

    bool has_value() const noexcept { return there_; }
    T& operator*() noexcept { return object_; }
    T const& operator*() const noexcept { return object_; }

    /// Puts what `make` returns in place of what was there.
    template <class Make>
    T& emplace_with(Make make) {
        reset();
        ::new (static_cast<void*>(__builtin_addressof(object_))) T(make());
        there_ = true;
        return object_;
    }
    [[gnu::noinline]] void reset() noexcept {
        if (!there_) return;
        there_ = false;
        object_.~T();
    }

private:
    template <class Room>
    void take(Room&& other) {
        if (!other.there_) return;
        ::new (static_cast<void*>(__builtin_addressof(object_))) T(std::forward<Room>(other).object_);
        there_ = true;
    }

    union {
        char unused_;
        T object_;
    };
    bool there_ = false;
};

} // namespace apibind::detail
