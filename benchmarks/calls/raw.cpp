// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "calls/caller.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <stdexcept>

namespace calls {
namespace {

/// The floor: a connected socket, heads that stand there ready, one write, and as much of HTTP as this server speaks.
class raw final : public text_caller {
public:
    explicit raw(destination const& to) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(to.port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(descriptor_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
            throw std::runtime_error("raw: no connection");
        int const on = 1;
        ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (to.is_tls) {
            context_ = SSL_CTX_new(TLS_client_method());
            SSL_CTX_load_verify_file(context_, to.ca_file.c_str());
            SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
            ssl_ = SSL_new(context_);
            SSL_set1_host(ssl_, "localhost");
            SSL_set_fd(ssl_, descriptor_);
            if (SSL_connect(ssl_) != 1) throw std::runtime_error("raw: no TLS");
        }
        auto const fields = " HTTP/1.1\r\nHost: localhost:" + std::to_string(to.port) +
                            "\r\nAccept: application/json\r\nUser-Agent: raw\r\nAccess-Token: " + std::string(token) +
                            "\r\n";
        post_head_ = "POST " + std::string(post_target) + fields + "Content-Type: application/json\r\nContent-Length: ";
        get_head_ = "GET " + std::string(get_target) + fields + "\r\n";
    }
    ~raw() override {
        SSL_free(ssl_);
        SSL_CTX_free(context_);
        ::close(descriptor_);
    }

private:
    bool exchange(std::string const& body, std::string& answer) override {
        std::string message;
        if (body.empty()) {
            message = get_head_;
        } else {
            char size[24];
            char* const end = std::to_chars(size, size + sizeof size, body.size()).ptr;
            message.reserve(post_head_.size() + body.size() + 16);
            message.append(post_head_).append(size, end).append("\r\n\r\n").append(body);
        }
        return write(message) && read_answer(answer);
    }
    bool read_answer(std::string& answer) {
        char buffer[8192];
        std::size_t have = 0;
        for (;;) {
            auto const got = read(buffer + have, sizeof buffer - have);
            if (got <= 0) return false;
            have += static_cast<std::size_t>(got);
            std::string_view const text(buffer, have);
            auto const head = text.find("\r\n\r\n");
            if (head == text.npos) continue;
            auto const field = text.find("Content-Length: ");
            if (!text.starts_with("HTTP/1.1 200 ") || field == text.npos) return false;
            std::size_t size = 0;
            std::from_chars(buffer + field + 16, buffer + head, size);
            auto const body = text.substr(head + 4);
            if (body.size() > size) return false;
            answer.resize(size);
            body.copy(answer.data(), body.size());
            for (auto at = body.size(); at != size;) {
                auto const more = read(answer.data() + at, size - at);
                if (more <= 0) return false;
                at += static_cast<std::size_t>(more);
            }
            return true;
        }
    }

    bool write(std::string_view text) {
        while (!text.empty()) {
            auto const size = ssl_ ? SSL_write(ssl_, text.data(), static_cast<int>(text.size()))
                                   : ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL);
            if (size <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(size));
        }
        return true;
    }
    std::ptrdiff_t read(char* to, std::size_t size) {
        return ssl_ ? SSL_read(ssl_, to, static_cast<int>(size)) : ::recv(descriptor_, to, size, 0);
    }

    int descriptor_;
    SSL_CTX* context_ = nullptr;
    SSL* ssl_ = nullptr;
    std::string post_head_, get_head_;
};

} // namespace

std::unique_ptr<caller> raw_caller(destination const& to) {
    return std::make_unique<raw>(to);
}

} // namespace calls
