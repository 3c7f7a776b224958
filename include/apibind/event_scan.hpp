// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail {

/// One event as it came.
struct event_text {
    std::string name; ///< of `event:`; empty where there was none, which means "message"
    std::string id;   ///< the last `id:` of the stream so far
    std::string data; ///< the `data:` lines, joined by line feeds
};

/// Splits content into lines while it comes: CRLF, LF, and where asked for CR alone.
class line_scan {
public:
    line_scan(std::size_t most, bool ends_at_cr) : most_(most), ends_at_cr_(ends_at_cr) {}

    /// Gives each line to `use`, which says false to end it. False: it was ended, or a line is too long.
    template <class Use>
    bool take(std::string_view data, Use use) {
        if (is_behind_cr_ && !data.empty()) {
            is_behind_cr_ = false;
            if (data.front() == '\n') data.remove_prefix(1);
        }
        while (!data.empty()) {
            auto const end = data.find_first_of(ends_at_cr_ ? std::string_view("\r\n") : std::string_view("\n"));
            auto const part = data.substr(0, end);
            if (part.size() > most_ - line_.size()) {
                is_too_long_ = true;
                return false;
            }
            line_.append(part);
            if (end == std::string_view::npos) return true;
            bool const is_cr = data[end] == '\r';
            data.remove_prefix(end + 1);
            if (is_cr && data.empty())
                is_behind_cr_ = true;
            else if (is_cr && data.front() == '\n')
                data.remove_prefix(1);
            if (!finish(use)) return false;
        }
        return true;
    }
    /// The end of the content: what came behind the last line's end is a line as well.
    template <class Use>
    bool end(Use use) {
        return line_.empty() || finish(use);
    }
    bool is_too_long() const noexcept { return is_too_long_; }

private:
    template <class Use>
    bool finish(Use& use) {
        std::string_view line = line_;
        if (!ends_at_cr_ && line.ends_with('\r')) line.remove_suffix(1);
        if (std::exchange(is_first_, false) && line.starts_with("\xef\xbb\xbf")) line.remove_prefix(3);
        bool const goes_on = use(line);
        line_.clear();
        return goes_on;
    }

    std::size_t most_;
    bool ends_at_cr_;
    bool is_first_ = true;
    bool is_behind_cr_ = false;
    bool is_too_long_ = false;
    std::string line_;
};

/// Reads server-sent events (WHATWG HTML section 9.2.6) while they come. An event that the end of the content cuts is
/// dropped, as the standard has it.
class event_scan {
public:
    /// `most` bytes of one event, its data and each of its lines. `last_id`: of the stream that this one goes on.
    explicit event_scan(std::size_t most, std::string last_id = {})
        : lines_(most, true), most_(most), last_id_(std::move(last_id)) {
        event_.id = last_id_;
    }

    /// Gives each event to `use`, which says false to end it. False: it was ended, or an event is too large.
    template <class Use>
    bool take(std::string_view data, Use use) {
        return lines_.take(data, [&](std::string_view line) { return take_line(line, use); });
    }
    bool is_too_large() const noexcept { return is_too_large_ || lines_.is_too_long(); }
    /// The last id of the stream, for a Last-Event-ID: that of an event which was cut is none.
    std::string const& last_id() const noexcept { return last_id_; }
    void go_on_from(std::string id) { event_.id = last_id_ = std::move(id); }
    /// How long the server wants a client to wait before it comes back, in milliseconds.
    std::optional<std::uint64_t> retry() const noexcept { return retry_; }

private:
    template <class Use>
    bool take_line(std::string_view line, Use& use) {
        if (line.empty()) {
            if (last_id_ != event_.id) last_id_ = event_.id;
            bool goes_on = true;
            if (has_data_) {
                event_.data.pop_back(); // the line feed behind the last one
                goes_on = use(std::as_const(event_));
            }
            has_data_ = false;
            event_.data.clear();
            event_.name.clear();
            return goes_on;
        }
        auto const colon = line.find(':');
        auto const name = line.substr(0, colon);
        auto value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
        if (value.starts_with(' ')) value.remove_prefix(1);
        if (name == "data") {
            if (event_.data.size() + value.size() > most_) {
                is_too_large_ = true;
                return false;
            }
            has_data_ = true;
            event_.data.append(value).append("\n");
        } else if (name == "event") {
            event_.name = value;
        } else if (name == "id") {
            if (value.find('\0') == std::string_view::npos) event_.id = value;
        } else if (name == "retry") {
            std::uint64_t number = 0;
            if (value.empty() || value.size() > 15 || value.find_first_not_of("0123456789") != std::string_view::npos)
                return true;
            for (char c : value) number = number * 10 + static_cast<std::uint64_t>(c - '0');
            retry_ = number;
        }
        return true;
    }

    line_scan lines_;
    std::size_t most_;
    event_text event_;
    std::string last_id_;
    bool has_data_ = false;
    bool is_too_large_ = false;
    std::optional<std::uint64_t> retry_;
};

} // namespace apibind::detail
