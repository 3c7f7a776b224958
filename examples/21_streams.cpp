// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// Server-sent events as they come, and a download into a file.

#include <apibind/apibind.hpp>
#include <apibind/download.hpp>
#include <apibind/for_each_event.hpp>

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

// [declaration]
namespace writer {

struct service {
    static constexpr auto base = apibind::base("https://writer.example");
};
struct piece {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(piece, (), (text))

struct complete : service {
    static constexpr auto route = apibind::post("/completions");
    struct request {
        apibind::required<std::string> prompt;
        std::optional<bool> stream = true;
    };
    using response = apibind::event_stream<piece>; // each event's data is the JSON of one
    static constexpr auto end_of_events = "[DONE]";
};
BOOST_DESCRIBE_STRUCT(complete::request, (), (prompt, stream))
static_assert(apibind::valid<complete>);

struct fetch : service {
    static constexpr auto route = apibind::get("/files/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::content;
};
BOOST_DESCRIBE_STRUCT(fetch::request, (), (id))
static_assert(apibind::valid<fetch>);

} // namespace writer
// [/declaration]

namespace {

// Plays the vendor.
class desk final : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        if (request.method == apibind::method::get)
            return apibind::http_response{
                200, {{"Content-Type", "text/plain"}, {"Content-Length", "13"}}, "a whole novel"};
        return apibind::http_response{200,
                                      {{"Content-Type", "text/event-stream"}},
                                      "data: {\"text\":\"Once \"}\n\ndata: {\"text\":\"upon\"}\n\ndata: [DONE]\n\n"};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

} // namespace

int main() {
    apibind::client<writer::service> const client({}, std::make_shared<desk>());
    auto const file = std::filesystem::temp_directory_path() / "apibind_21_streams.txt";
    std::string text;
    // [call]
    auto const told = apibind::for_each_event<writer::complete>(client, {.prompt = "A novel, please."},
                                                                [&](writer::piece const& one) { text += one.text; });
    if (!told) std::cerr << told.error() << '\n'; // what came before it broke has been handed over

    auto const got = apibind::download<writer::fetch>(
        client, {.id = "7"}, file, {.on_progress = [](apibind::download_progress const& so_far) {
            std::cout << so_far.received << " of " << so_far.total.value_or(0) << " bytes\n";
        }});
    if (!got) std::cerr << got.error() << '\n';
    // [/call]
    bool const is_right = told && told->events == 2 && text == "Once upon" && got && got->size == 13;
    std::filesystem::remove(file);
    return is_right ? 0 : 1;
}
