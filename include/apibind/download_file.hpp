// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_range.hpp>
#include <apibind/download_target.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace apibind::detail {

/// A file that is written beside its place, and put there once it is whole.
class download_file {
public:
    explicit download_file(std::filesystem::path path) : path_(std::move(path)) {
        part_ = path_;
        part_ += ".part";
        etag_ = part_;
        etag_ += ".etag";
    }
    download_file(download_file const&) = delete;
    download_file& operator=(download_file const&) = delete;
    ~download_file() {
        out_.close();
        if (!keeps_part_) forget();
    }

    /// Goes on from what an earlier download left, or begins anew. False: it cannot be written.
    bool open(download_target& to) {
        to_ = &to;
        to.context = this;
        to.take = [](void* self, std::string_view data) noexcept {
            return static_cast<download_file*>(self)->take(data);
        };
        to.restart = [](void* self) noexcept { return static_cast<download_file*>(self)->restart(); };
        to.remember = [](void* self, std::string_view etag) noexcept {
            static_cast<download_file*>(self)->remember(etag);
        };
        std::error_code code;
        if (to.options->keep_part) {
            std::ifstream in(etag_, std::ios::binary);
            std::string etag;
            auto const size = std::filesystem::file_size(part_, code);
            if (!code && size != 0 && std::getline(in, etag) && is_strong_etag(etag)) {
                to.received = size;
                to.etag = etag;
                out_.open(part_, std::ios::binary | std::ios::app);
                return out_.is_open() || fail();
            }
        }
        return restart();
    }
    /// Puts the whole file in its place. False: it cannot.
    bool finish() {
        out_.close();
        if (out_.fail()) return fail();
        std::error_code code;
        std::filesystem::rename(part_, path_, code);
        if (code) {
            to_->fault = path_.string() + " cannot be replaced: " + code.message();
            return false;
        }
        forget();
        return true;
    }
    /// What came stays, for the next download.
    void keep_part() {
        out_.close();
        keeps_part_ = true;
    }

private:
    bool take(std::string_view data) noexcept {
        out_.write(data.data(), static_cast<std::streamsize>(data.size()));
        return out_.good() || fail();
    }
    bool restart() noexcept {
        out_.close();
        out_.clear();
        out_.open(part_, std::ios::binary | std::ios::trunc);
        return out_.is_open() || fail();
    }
    void remember(std::string_view etag) noexcept {
        std::error_code code;
        std::filesystem::remove(etag_, code);
        if (!etag.empty() && to_->options->keep_part) std::ofstream(etag_, std::ios::binary) << etag << '\n';
    }
    bool fail() {
        to_->fault = part_.string() + " cannot be written";
        return false;
    }
    void forget() {
        std::error_code code;
        std::filesystem::remove(part_, code);
        std::filesystem::remove(etag_, code);
    }

    std::filesystem::path path_, part_, etag_;
    std::ofstream out_;
    download_target* to_ = nullptr;
    bool keeps_part_ = false;
};

} // namespace apibind::detail
