// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth_moment.hpp>
#include <apibind/failure.hpp>
#include <apibind/http_message.hpp>
#include <apibind/secret.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

/// Credentials that are got while the program runs: by a login, by OAuth 2 (oauth2.hpp), from a vault.
namespace apibind {

/// A token, and how long it may be used.
struct issued_token {
    secret token;
    std::optional<std::chrono::seconds> lifetime{}; ///< none: until the vendor refuses it
};

/// Why no token was got: one line, without secrets.
struct no_token {
    std::string why;

    explicit no_token(std::string text) : why(std::move(text)) {}
    /// From the failure of the call that was to get it. Of an answer that was a success nothing is shown: it may hold
    /// the token.
    explicit no_token(failure_facts const& failure) {
        if (failure.kind == failure_kind::undecodable || failure.kind == failure_kind::refusal)
            why = "HTTP " + std::to_string(failure.info.status) + ", but " +
                  (failure.kind == failure_kind::refusal ? "a refusal" : "it holds no token");
        else
            why = std::string(to_string(failure.info.outcome)).append(": ").append(failure.message);
    }
};
using token_answer = std::variant<issued_token, no_token>;

/// What a function that gets a token is given: the time that the call which needs it has, and its stop.
struct renewal {
    std::chrono::milliseconds left{}; ///< until the deadline of the call
    std::stop_token stop{};
};

struct renewed_token_options {
    /// So long before its end a token is renewed, and half its lifetime at most.
    std::chrono::seconds early{60};
    /// After a renewal that failed, for so long no other is tried: calls fail with what the last one said. So young a
    /// token is not renewed because of a 401.
    std::chrono::milliseconds pause{1'000};
    std::optional<issued_token> first{}; ///< known already, and counted from now
    std::string identity{};              ///< whose token it is; calls with equal ones share limits. Empty: its own
    std::shared_ptr<call_clock> clock{}; ///< null: the machine's; that of the clients in tests
};

/// A token that renews itself shortly before it ends, and once after a 401. Copies share it, and so do all clients that
/// were built with one; all of it may be used from several threads at once. One thread at a time renews, as a part of
/// the call that needs the token; the others wait for it, each until its own deadline.
///
///     apibind::renewed_token const session([&](apibind::renewal const& now) -> apibind::token_answer {
///         auto const in = apibind::invoke<crm::log_in>(door, {...}, {.deadline = now.left, .stop = now.stop});
///         if (!in) return apibind::no_token(in.error());
///         return apibind::issued_token{apibind::secret(in->session), 20min};
///     });
///     apibind::client<crm::service> const client(session); // auth = apibind::renewed_bearer
class renewed_token {
public:
    using source = std::function<token_answer(renewal const&)>;

    explicit renewed_token(source get, renewed_token_options options = {})
        : state_(std::make_shared<state>(std::move(get), std::move(options))) {}

    /// The token for an attempt, renewed where it must be; or why there is none.
    std::variant<secret, no_token> get(auth_moment const& now) const { return state_->get(now); }
    /// Forgets the token: the next call gets another one.
    void forget() const { state_->forget(); }

    std::string const& identity() const noexcept { return state_->identity; }
    /// Changes with each token.
    std::uint64_t generation() const noexcept { return state_->generation; }
    /// Names the tokens that may be on the wire: the one in use and the ones before it.
    void conceal(redaction& hidden) const { state_->conceal(hidden); }

private:
    struct state {
        using time_point = call_clock::time_point;

        state(source function, renewed_token_options with)
            : ask(std::move(function)), options(std::move(with)), identity(options.identity) {
            static std::atomic<std::uint64_t> last{0};
            if (identity.empty()) identity = "renewed token " + std::to_string(++last);
            if (options.first) keep(std::move(*options.first), clock().now());
            options.first.reset();
        }

        std::variant<secret, no_token> get(auth_moment const& now) {
            wake_all const wake(now.stop, *this);
            std::unique_lock lock(mutex);
            if (now.is_refused && now.memory && token && *now.memory == generation &&
                clock().now() - kept_at >= options.pause)
                token.reset();
            for (;;) {
                if (token && (!ends_at || clock().now() < *ends_at)) {
                    if (now.memory) *now.memory = generation;
                    return *token;
                }
                if (now.is_dry)
                    return no_token("there is no token yet, and for a request that is not sent none is got");
                if (now.stop.stop_requested()) return no_token("a stop was asked for while its token was renewed");
                if (now.clock.now() >= now.deadline) return no_token("its token was not renewed before its deadline");
                if (!is_renewing) {
                    if (failed_at && clock().now() - *failed_at < options.pause)
                        return no_token("the token was not renewed: " + fault);
                    return renew(now, lock);
                }
                if (renewing_thread == std::this_thread::get_id())
                    return no_token("the function that gets the token makes a call which needs that token");
                auto const seen = failures;
                while (is_renewing && !now.stop.stop_requested() && now.clock.now() < now.deadline)
                    now.clock.wait(changed, lock, now.deadline);
                if (failures != seen) return no_token("the token was not renewed: " + fault);
            }
        }

        void forget() {
            std::lock_guard const lock(mutex);
            token.reset();
            failed_at.reset();
        }
        void conceal(redaction& hidden) {
            std::lock_guard const lock(mutex);
            for (auto const& one : known) hidden.add(one.reveal());
        }

    private:
        friend class renewed_token;

        struct wake_all {
            wake_all(std::stop_token const& stop, state& of) : one(stop, of.mutex, of.changed) {}
            detail::wake_on_stop one;
        };

        call_clock& clock() const { return options.clock ? *options.clock : detail::machine_clock(); }

        /// Returns with the lock held. A token that is over when it comes still serves the call that got it.
        std::variant<secret, no_token> renew(auth_moment const& now, std::unique_lock<std::mutex>& lock) {
            is_renewing = true;
            renewing_thread = std::this_thread::get_id();
            lock.unlock();
            renewal const given{std::chrono::duration_cast<std::chrono::milliseconds>(now.deadline - now.clock.now()),
                                now.stop};
            auto const begun = clock().now();
            auto answer = asked(given);
            lock.lock();
            is_renewing = false;
            renewing_thread = {};
            changed.notify_all();
            if (auto* issued = std::get_if<issued_token>(&answer); issued && !issued->token.empty()) {
                keep(std::move(*issued), begun);
                if (now.memory) *now.memory = generation;
                return *token;
            }
            auto why = std::holds_alternative<issued_token>(answer) ? std::string("the token is empty")
                                                                    : std::get<no_token>(answer).why;
            // Where only this call has no time left, another one tries.
            if (!now.stop.stop_requested() && now.clock.now() < now.deadline) {
                fault = why;
                failed_at = clock().now();
                ++failures;
            }
            return no_token("the token was not renewed: " + why);
        }

        token_answer asked(renewal const& given) const {
#if defined(__cpp_exceptions)
            try {
                return ask(given);
            } catch (std::exception const& e) {
                return no_token(std::string("the program's code that gets it threw: ") + e.what());
            } catch (...) {
                return no_token("the program's code that gets it threw what is no std::exception");
            }
#else
            return ask(given);
#endif
        }

        void keep(issued_token issued, time_point begun) {
            kept_at = clock().now();
            ends_at.reset();
            if (issued.lifetime) {
                auto const life = std::clamp<std::chrono::seconds>(*issued.lifetime, std::chrono::seconds(0),
                                                                   std::chrono::hours(24 * 365));
                ends_at = begun + life -
                          std::min<std::chrono::milliseconds>(options.early, std::chrono::milliseconds(life) / 2);
            }
            token = std::move(issued.token);
            known.push_back(*token);
            if (known.size() > 4) known.erase(known.begin());
            failed_at.reset();
            ++generation;
        }

        source ask;
        renewed_token_options options;
        std::string identity;
        std::atomic<std::uint64_t> generation{0};

        mutable std::mutex mutex;
        std::condition_variable changed;
        std::optional<secret> token;
        std::vector<secret> known;
        time_point kept_at{};
        std::optional<time_point> ends_at;
        bool is_renewing = false;
        std::thread::id renewing_thread;
        std::string fault; ///< of the last renewal that failed
        std::optional<time_point> failed_at;
        std::uint64_t failures = 0;
    };

    std::shared_ptr<state> state_;
};

/// `Authorization: Bearer <token>` (RFC 6750 section 2.1) with a token that renews itself.
struct renewed_bearer_fact {
    using credential = renewed_token;
    static constexpr bool renews = true;

    static constexpr std::string_view field() { return "Authorization"; }
    std::string authorize(http_request& request, renewed_token const& token, auth_moment const& now) const {
        auto const got = token.get(now);
        if (auto const* why = std::get_if<no_token>(&got)) return why->why;
        request.fields.set("Authorization", "Bearer " + std::get<secret>(got).reveal());
        return {};
    }
    static std::string identity(renewed_token const& token) { return token.identity(); }
    static std::uint64_t generation(renewed_token const& token) { return token.generation(); }
    static void conceal(redaction& hidden, renewed_token const& token) { token.conceal(hidden); }
};
inline constexpr renewed_bearer_fact renewed_bearer{};

/// A header field whose whole value is a token that renews itself. Made by `renewed_header_token("X-Session")`.
struct renewed_header_token_fact {
    using credential = renewed_token;
    static constexpr bool renews = true;
    std::string_view name;

    constexpr std::string_view field() const { return name; }
    std::string authorize(http_request& request, renewed_token const& token, auth_moment const& now) const {
        auto const got = token.get(now);
        if (auto const* why = std::get_if<no_token>(&got)) return why->why;
        request.fields.set(name, std::get<secret>(got).reveal());
        return {};
    }
    static std::string identity(renewed_token const& token) { return token.identity(); }
    static std::uint64_t generation(renewed_token const& token) { return token.generation(); }
    static void conceal(redaction& hidden, renewed_token const& token) { token.conceal(hidden); }
};
consteval renewed_header_token_fact renewed_header_token(std::string_view field_name) {
    return {field_name};
}

} // namespace apibind
