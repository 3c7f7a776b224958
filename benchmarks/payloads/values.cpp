// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "payloads/values.hpp"

#include "payloads/chance.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace payload {
namespace {

/// Texts of one language.
struct vocabulary {
    std::vector<std::string> first, last, words;
};
vocabulary const latin{{"Ada", "Grace", "Stanislaw", "Maria", "Edsger", "Barbara"},
                       {"Lovelace", "Hopper", "Lem", "Sklodowska-Curie", "Dijkstra", "Liskov"},
                       {"called", "back", "tomorrow", "the", "customer", "wants", "an", "offer", "before", "Friday",
                        "invoice", "sent", "twice", "by", "mistake", "please", "check", "\"urgent\"", "line\nbreak"}};
vocabulary const cyrillic_words{{"Анна", "Сергей", "Мария", "Владимир", "Ольга", "Дмитрий"},
                                {"Ахматова", "Королёв", "Цветаева", "Вернадский", "Ладыженская", "Менделеев"},
                                {"перезвонил", "клиент", "завтра", "просит", "предложение", "до", "пятницы", "счёт",
                                 "отправлен", "дважды", "по", "ошибке", "проверьте", "\"срочно\"", "новая\nстрока",
                                 "спасибо"}};

std::string sentence(chance& random, vocabulary const& words, std::int64_t length) {
    std::string out;
    for (; length != 0; --length) {
        if (!out.empty()) out += ' ';
        out += random.of(words.words);
    }
    return out;
}

double decimal(chance& random, std::int64_t low, std::int64_t high, double scale) {
    return static_cast<double>(random.between(low, high)) / scale;
}

item some_item(chance& random, vocabulary const& words) {
    item out;
    out.sku = "SKU-" + std::to_string(random.between(100'000, 999'999));
    out.quantity = random.between(1, 40);
    out.price = decimal(random, 99, 250'000, 100);
    if (random.one_in(3)) out.note = sentence(random, words, random.between(1, 6));
    return out;
}

contact some_contact(chance& random, vocabulary const& words, std::int64_t id) {
    contact out;
    out.id = 5'000'000'000 + id;
    out.name = random.of(words.first) + " " + random.of(words.last);
    out.email = "contact." + std::to_string(random.between(1, 99'999)) + "@mail.example";
    out.active = !random.one_in(4);
    out.balance = decimal(random, -500'000, 5'000'000, 100);
    if (random.one_in(2)) out.comment = sentence(random, words, random.between(3, 14));
    if (random.one_in(3)) out.parent = 5'000'000'000 + random.between(0, id);
    if (random.one_in(4)) out.score = static_cast<double>(random.next() >> 11) / 9007199254740992.0; // all its digits
    for (auto n = random.between(0, 4); n != 0; --n) out.tags.push_back(random.of(words.words));
    for (auto n = random.between(0, 5); n != 0; --n) out.items.push_back(some_item(random, words));
    for (auto n = random.between(0, 3); n != 0; --n)
        out.slots.push_back({static_cast<int>(random.between(0, 23)), static_cast<int>(random.between(0, 59))});
    out.at.latitude = decimal(random, -90'000'000, 90'000'000, 1e6);
    out.at.longitude = decimal(random, -180'000'000, 180'000'000, 1e6);
    if (random.one_in(3)) out.at.altitude = decimal(random, 0, 40'000, 10);
    return out;
}

} // namespace

removal some_removal() {
    return {.ids = {{"5f1a2b3c4d", "5f1a2b3c4e", "5f1a2b3c4f"}},
            .customerSourceIds = {{"YOURcustomerSourceId1", "YOURcustomerSource2"}}};
}

records two_records() {
    records out;
    out["48500100200"] = {{.http_status = 200, .record_id = 5302, .status = thulium::record_status::removed}};
    out["48500100443"] = {{.http_status = 409, .record_id = 5300, .status = thulium::record_status::call_in_progress}};
    return out;
}

records many_records() {
    chance random(7);
    records out;
    while (out.size() != 10'000) {
        auto& of_number = out["48" + std::to_string(random.between(500'000'000, 899'999'999))];
        if (!of_number.empty()) continue;
        record one{.http_status = 404, .record_id = {}, .status = thulium::record_status::not_exist};
        if (!random.one_in(20))
            one = {.http_status = 200,
                   .record_id = random.between(1'000'000, 9'999'999),
                   .status = thulium::record_status::removed};
        of_number.push_back(std::move(one));
    }
    return out;
}

directory some_directory(bool cyrillic) {
    constexpr std::size_t size = 891'000; // of its text, about
    vocabulary const& words = cyrillic ? cyrillic_words : latin;
    chance random(cyrillic ? 12 : 11);
    directory out;
    out.source = cyrillic ? "выгрузка из каталога" : "export of the directory";
    for (std::size_t bytes = 0; bytes < size;) {
        out.contacts.push_back(some_contact(random, words, static_cast<std::int64_t>(out.contacts.size())));
        directory alone;
        alone.contacts.push_back(out.contacts.back());
        bytes += text_of(alone).size() - text_of(directory{}).size();
    }
    out.total = static_cast<std::int64_t>(out.contacts.size());
    return out;
}

} // namespace payload
