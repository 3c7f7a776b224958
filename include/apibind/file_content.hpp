// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_source.hpp>
#include <apibind/file.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

/// The content of an apibind::file as a source.
namespace apibind::detail {

inline std::string content_mark(std::optional<std::uint64_t> size, std::string_view from) {
    std::string out = "[content";
    if (size) out += " of " + std::to_string(*size) + (*size == 1 ? " byte" : " bytes");
    return out.append(" from ").append(from).append("]");
}

/// A regular file. Texts say its name; where it lies is the program's own business.
class file_source final : public content_source {
public:
    explicit file_source(std::string path) : path_(std::move(path)) {}

    std::unique_ptr<content_stream> open(std::string& why) override {
        std::error_code fault;
        auto const status = std::filesystem::status(path_, fault);
        if (!std::filesystem::exists(status)) {
            why = named() + " is not there";
        } else if (!std::filesystem::is_regular_file(status)) {
            why = named() + " is no regular file: give a pipe or device as a stream";
        } else if (auto const size = std::filesystem::file_size(path_, fault); fault) {
            why = named() + " cannot be read: " + fault.message();
        } else {
            auto out = std::make_unique<reading>(path_, size);
            if (out->is_open()) return out;
            why = named() + " cannot be read";
        }
        return nullptr;
    }
    std::string shown() const override {
        std::error_code fault;
        auto const size = std::filesystem::file_size(path_, fault);
        return content_mark(fault ? std::nullopt : std::optional<std::uint64_t>(size), "a file");
    }

private:
    std::string named() const {
        return "the file \"" + std::filesystem::path(path_).filename().string() + "\" that it sends";
    }

    class reading final : public content_stream {
    public:
        reading(std::string const& path, std::uint64_t size) : size_(size) {
            from_.rdbuf()->pubsetbuf(nullptr, 0); // what is read goes to where it is wanted
            from_.open(path, std::ios::in | std::ios::binary);
        }
        bool is_open() const { return from_.is_open(); }
        std::optional<std::uint64_t> size() const noexcept override { return size_; }
        std::optional<std::size_t> read(std::span<char> into, std::string& why) override {
            from_.clear();
            from_.read(into.data(), static_cast<std::streamsize>(into.size()));
            if (!from_.bad()) return static_cast<std::size_t>(from_.gcount());
            why = "a file that it sends cannot be read";
            return std::nullopt;
        }

    private:
        std::ifstream from_;
        std::uint64_t size_;
    };

    std::string path_;
};

/// Of a file that is not in memory.
inline std::shared_ptr<content_source> source_of(file const& one) {
    return one.source() ? one.source() : std::make_shared<file_source>(one.path());
}

} // namespace apibind::detail
