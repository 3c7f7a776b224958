// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <ranges>
#include <utility>

namespace support {

/// Values that are made one after the other until there is none, by an iterator that cannot be copied: the range can be
/// read once, and what its iterator refers to changes with the next one.
template <class T>
class one_pass {
public:
    using maker = std::function<std::optional<T>()>;

    class iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = T;

        explicit iterator(maker& make) : make_(&make), now_(make()) {}
        iterator(iterator&&) = default;
        iterator& operator=(iterator&&) = default;
        T const& operator*() const { return *now_; }
        iterator& operator++() {
            now_ = (*make_)();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const { return !now_; }

    private:
        maker* make_;
        std::optional<T> now_;
    };

    explicit one_pass(maker make) : make_(std::move(make)) {}
    iterator begin() { return iterator(make_); }
    std::default_sentinel_t end() const { return {}; }

private:
    maker make_;
};
static_assert(std::ranges::input_range<one_pass<int>&> && !std::ranges::forward_range<one_pass<int>&>);

} // namespace support
