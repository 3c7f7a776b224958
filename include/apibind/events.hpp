// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/for_each_event.hpp>

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace apibind {

/// The events of one call as a range that can be walked once; each step waits for the next event. A thread of its own
/// reads the stream and is never more than one event ahead; it ends with the range, which ends the call.
///
///     auto stream = apibind::events<chat::complete>(client, {.prompt = "..."});
///     for (auto const& one : stream) print(one.text);
///     if (auto const& told = stream.result(); !told) return report(told.error());
template <class E>
class event_range {
    struct shared;

public:
    using event_type = typename response_of<E>::event_type;
    using result_type = apibind::result<stream_summary, error_of<E>>;

    class iterator {
    public:
        using value_type = event_type;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::input_iterator_tag;

        event_type& operator*() const noexcept { return *of_->current; }
        event_type* operator->() const noexcept { return &*of_->current; }
        iterator& operator++() {
            of_->next();
            return *this;
        }
        void operator++(int) { of_->next(); }
        friend bool operator==(iterator const& it, std::default_sentinel_t) noexcept { return !it.of_->current; }

    private:
        friend event_range;
        explicit iterator(shared* of) : of_(of) {}
        shared* of_;
    };

    /// Waits for the first event. To be called once.
    iterator begin() {
        shared_->next();
        return iterator(shared_.get());
    }
    std::default_sentinel_t end() const noexcept { return {}; }

    /// How the stream ended. Events that were not walked over are passed over: to end it early, let the range go.
    result_type const& result() {
        while (!shared_->is_over()) shared_->next();
        return *shared_->outcome;
    }

    event_range(event_range&&) noexcept = default;
    event_range& operator=(event_range&&) = delete;
    ~event_range() {
        if (shared_) shared_->leave();
    }

    /// As `events` makes it.
    template <class Service>
    event_range(client<Service> const& client, request_of<E> request, stream_options options)
        : shared_(std::make_unique<shared>()) {
        auto given = std::make_shared<request_of<E> const>(std::move(request));
        shared_->read = [client, given = std::move(given), options = std::move(options)](shared& with) {
            auto own = options;
            std::stop_callback const ask(own.call.stop, [&] { with.stop.request_stop(); });
            own.call.stop = with.stop.get_token();
            return for_each_event<E>(
                client, *given, [&](event_type&& one) { return with.put(std::move(one)); }, own);
        };
        shared_->start();
    }

private:
    struct shared {
        std::mutex mutex;
        std::condition_variable changed;
        std::optional<event_type> offered;
        std::optional<event_type> current; ///< of who walks
        std::optional<result_type> outcome;
        std::exception_ptr thrown;
        bool is_left = false;
        std::stop_source stop;
        std::function<result_type(shared&)> read;
        std::thread thread;

        void start() {
            thread = std::thread([this] {
                std::optional<result_type> made;
                std::exception_ptr caught;
#if defined(__cpp_exceptions)
                try {
                    made.emplace(read(*this));
                } catch (...) {
                    caught = std::current_exception();
                }
#else
                made.emplace(read(*this));
#endif
                std::lock_guard const lock(mutex);
                outcome = std::move(made);
                thrown = caught;
                is_done = true;
                changed.notify_all();
            });
        }
        /// Called by the thread that reads: waits until the event before was taken.
        bool put(event_type&& one) {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return is_left || !offered; });
            if (is_left) return false;
            offered.emplace(std::move(one));
            changed.notify_all();
            return true;
        }
        /// Called by who walks.
        void next() {
            std::unique_lock lock(mutex);
            current.reset();
            changed.wait(lock, [&] { return offered || is_done; });
            if (offered) {
                current.emplace(std::move(*offered));
                offered.reset();
                changed.notify_all();
                return;
            }
#if defined(__cpp_exceptions)
            if (thrown) std::rethrow_exception(thrown);
#endif
        }
        bool is_over() {
            std::lock_guard const lock(mutex);
            return is_done && !offered;
        }
        void leave() {
            {
                std::lock_guard const lock(mutex);
                is_left = true;
                changed.notify_all();
            }
            stop.request_stop();
            if (thread.joinable()) thread.join();
        }
        bool is_done = false;
    };

    std::unique_ptr<shared> shared_;
};

/// Calls an endpoint whose response is an event_stream or json_lines, as for_each_event does, and answers with its
/// events as a range. The request is sent at once.
template <class E, class Service>
event_range<E> events(client<Service> const& client, request_of<E> request = {},
                      stream_options options = {}) requires(detail::callable_for_events<E, Service>()) {
    return event_range<E>(client, std::move(request), std::move(options));
}

} // namespace apibind
