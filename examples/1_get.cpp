// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// A GET with query parameters and a typed answer.

// [declaration]
#include <apibind/apibind.hpp>

namespace library {

struct service { // what every endpoint of the service shares
    static constexpr auto base = apibind::base("https://api.library.example/v1");
    static constexpr auto auth = apibind::bearer;
};

struct book {
    std::int64_t id = 0;
    std::string title;
    std::optional<int> year{};
};
BOOST_DESCRIBE_STRUCT(book, (), (id, title, year))

struct find_books : service {
    static constexpr auto route = apibind::get("/books?author={author}&limit={limit}");
    struct request {
        apibind::required<std::string> author;
        std::optional<int> limit{};
    };
    using response = std::vector<book>;
};
BOOST_DESCRIBE_STRUCT(find_books::request, (), (author, limit))
static_assert(apibind::valid<find_books>);

} // namespace library
// [/declaration]

// [call]
#include <apibind/httplib_transport.hpp> // only where a client is built
#include <iostream>

bool print_books(std::string const& token, apibind::client_options const& options = {}) {
    apibind::client<library::service> const client(apibind::secret(token), options);
    auto const books = apibind::invoke<library::find_books>(client, {.author = "Stanisław Lem", .limit = 2});
    if (!books) {
        std::cerr << books.error() << '\n'; // one line: endpoint, outcome, what happened
        return false;
    }
    for (auto const& book : *books) std::cout << book.title << '\n';
    return true;
}
// [/call]

#include <thread>

// A server of our own stands in for the vendor's, so that this program runs anywhere.
int main() {
    httplib::Server server;
    server.Get("/v1/books", [](httplib::Request const& request, httplib::Response& response) {
        std::cout << "asked for " << request.get_param_value("limit") << " by " << request.get_param_value("author")
                  << '\n';
        response.set_content(R"([{"id": 1, "title": "Solaris", "year": 1961}, {"id": 2, "title": "Fiasko"}])",
                             "application/json");
    });
    int const port = server.bind_to_any_port("127.0.0.1");
    std::thread serving([&] { server.listen_after_bind(); });

    bool const printed = print_books("a token", {.base = "http://127.0.0.1:" + std::to_string(port) + "/v1"});
    server.stop();
    serving.join();
    return printed ? 0 : 1;
}
