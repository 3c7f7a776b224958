// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "calls/caller.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <optional>
#include <stdexcept>

namespace calls {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

/// Boost.Beast as its examples for synchronous clients use it, over a connection that is kept.
class beast final : public text_caller {
public:
    explicit beast(destination const& to) : host_("localhost:" + std::to_string(to.port)) {
        asio::ip::tcp::endpoint const address(asio::ip::address_v4::loopback(), to.port);
        if (to.is_tls) {
            context_.load_verify_file(to.ca_file);
            context_.set_verify_mode(asio::ssl::verify_peer);
            tls_.emplace(io_, context_);
            tls_->set_verify_callback(asio::ssl::host_name_verification("localhost"));
            tls_->next_layer().connect(address);
            tls_->next_layer().set_option(asio::ip::tcp::no_delay(true));
            tls_->handshake(asio::ssl::stream_base::client);
        } else {
            plain_.connect(address);
            plain_.set_option(asio::ip::tcp::no_delay(true));
        }
    }

private:
    bool exchange(std::string const& body, std::string& answer) override {
        return tls_ ? exchange_over(*tls_, body, answer) : exchange_over(plain_, body, answer);
    }
    template <class Stream>
    bool exchange_over(Stream& stream, std::string const& body, std::string& answer) {
        auto const text = [](std::string_view view) { return boost::beast::string_view(view.data(), view.size()); };
        bool const is_get = body.empty();
        http::request<http::string_body> request(is_get ? http::verb::get : http::verb::post,
                                                 text(is_get ? get_target : post_target), 11);
        request.set(http::field::host, host_);
        request.set(http::field::accept, "application/json");
        request.set(http::field::user_agent, "beast");
        request.set("Access-Token", text(token));
        if (!is_get) {
            request.set(http::field::content_type, "application/json");
            request.body() = body;
            request.prepare_payload();
        }
        boost::system::error_code error;
        http::write(stream, request, error);
        if (error) return false;
        http::response_parser<http::string_body> parser;
        parser.body_limit(std::uint64_t{64} << 20);
        http::read(stream, buffer_, parser, error);
        if (error || parser.get().result() != http::status::ok) return false;
        answer = std::move(parser.get().body());
        return true;
    }

    asio::io_context io_;
    asio::ssl::context context_{asio::ssl::context::tls_client};
    asio::ip::tcp::socket plain_{io_};
    std::optional<asio::ssl::stream<asio::ip::tcp::socket>> tls_;
    boost::beast::flat_buffer buffer_;
    std::string host_;
};

} // namespace

std::unique_ptr<caller> beast_caller(destination const& to) {
    return std::make_unique<beast>(to);
}

} // namespace calls
