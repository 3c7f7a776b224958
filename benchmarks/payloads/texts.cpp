// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "payloads/chance.hpp"
#include "payloads/values.hpp"

#include <charconv>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace payload {
namespace {

/// Prints slowly and in any layout; no contender has a part in it.
class printer {
public:
    explicit printer(layout how) : how_(how) {}

    std::string out;

    using write = std::function<void()>;
    using members = std::vector<std::pair<std::string_view, write>>;

    void object(members of) {
        if (how_.unknown) {
            of.insert(of.begin(), {"_links", [this] {
                                       object_of_text({{"self", "/v1/contacts/77"}, {"next", "/v1/contacts/78"}});
                                   }});
            of.insert(of.begin() + static_cast<std::ptrdiff_t>(of.size() / 2),
                      {"etag", [this] { string("W/\"5f1a\""); }});
            of.push_back({"revision", [this] { number(17); }});
        }
        if (how_.shuffled) random_.shuffle(of);
        list_of('{', '}', of.size(), [&](std::size_t i) {
            string(of[i].first);
            out += how_.pretty ? ": " : ":";
            of[i].second();
        });
    }
    template <class List, class Write>
    void array(List const& list, Write write_one) {
        list_of('[', ']', list.size(), [&](std::size_t i) { write_one(list[i]); });
    }
    void string(std::string_view text) {
        out += '"';
        for (char c : text) {
            if (c == '"' || c == '\\')
                (out += '\\') += c;
            else if (c == '\n')
                out += "\\n";
            else
                out += c;
        }
        out += '"';
    }
    template <class Number>
    void number(Number value) {
        char text[32];
        out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
    }

private:
    void object_of_text(std::vector<std::pair<std::string_view, std::string_view>> const& of) {
        list_of('{', '}', of.size(), [&](std::size_t i) {
            string(of[i].first);
            out += how_.pretty ? ": " : ":";
            string(of[i].second);
        });
    }
    template <class Write>
    void list_of(char open, char close, std::size_t count, Write write_one) {
        out += open;
        ++level_;
        for (std::size_t i = 0; i != count; ++i) {
            if (i != 0) out += ',';
            line();
            write_one(i);
        }
        --level_;
        if (count != 0) line();
        out += close;
    }
    void line() {
        if (how_.pretty) (out += '\n').append(4 * level_, ' ');
    }

    layout how_;
    std::size_t level_ = 0;
    chance random_{3};
};

} // namespace

std::string text_of(directory const& value, layout how) {
    printer to(how);
    auto string = [&](std::string const& text) { return [&] { to.string(text); }; };
    auto number = [&](auto const& n) { return [&] { to.number(n); }; };

    auto print_item = [&](item const& of) {
        printer::members members{
            {"sku", string(of.sku)}, {"quantity", number(of.quantity)}, {"price", number(of.price)}};
        if (of.note) members.push_back({"note", string(*of.note)});
        to.object(std::move(members));
    };
    auto print_place = [&](place const& of) {
        printer::members members{{"latitude", number(of.latitude)}, {"longitude", number(of.longitude)}};
        if (of.altitude) members.push_back({"altitude", number(*of.altitude)});
        to.object(std::move(members));
    };
    auto print_contact = [&](contact const& of) {
        printer::members members{{"id", number(of.id)},
                                 {"name", string(of.name)},
                                 {"email", string(of.email)},
                                 {"active", [&] { to.out += of.active ? "true" : "false"; }},
                                 {"balance", number(of.balance)}};
        if (of.comment) members.push_back({"comment", string(*of.comment)});
        if (of.parent) members.push_back({"parent", number(*of.parent)});
        if (of.score) members.push_back({"score", number(*of.score)});
        members.push_back({"tags", [&] { to.array(of.tags, [&](auto const& tag) { to.string(tag); }); }});
        members.push_back({"items", [&] { to.array(of.items, print_item); }});
        members.push_back(
            {"slots",
             [&] { to.array(of.slots, [&](auto const& slot) { to.array(slot, [&](int n) { to.number(n); }); }); }});
        members.push_back({"at", [&] { print_place(of.at); }});
        to.object(std::move(members));
    };
    to.object({{"source", string(value.source)},
               {"total", number(value.total)},
               {"contacts", [&] { to.array(value.contacts, print_contact); }}});
    return std::move(to.out);
}

std::string text_of(records const& value) {
    printer to({});
    printer::members members;
    for (auto const& [number, of_number] : value)
        members.push_back({number, [&to, &list = of_number] {
                               to.array(list, [&](record const& of) {
                                   printer::members all{{"http_status", [&] { to.number(of.http_status); }}};
                                   if (of.record_id) all.push_back({"record_id", [&] { to.number(*of.record_id); }});
                                   all.push_back({"status", [&] { to.string(of.status.wire()); }});
                                   to.object(std::move(all));
                               });
                           }});
    chance(5).shuffle(members);
    to.object(std::move(members));
    return std::move(to.out);
}

} // namespace payload
