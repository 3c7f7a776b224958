// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/smart_pointers.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace apibind {

class content_source;

/// What a file is called, and of which kind it is. Empty: the last part of its path, or the name of its member;
/// `application/octet-stream`, or what the endpoint declares.
struct file_facts {
    std::string name{};
    std::string media_type{};
};

/// Content of a request that is no value of its own: a file on disk, bytes in memory, or a stream of yours. Copies
/// share what they hold.
///
///     {.photo = apibind::file::at("cat.png", {.media_type = "image/png"})}
class file {
public:
    /// The empty file.
    file() = default;

    /// A regular file on disk. It is read while it is sent; one that changes its size meanwhile fails the call.
    static file at(std::string path, file_facts facts = {}) {
        if (facts.name.empty()) facts.name = path.substr(path.find_last_of('/') + 1);
        file out;
        out.path_ = std::move(path);
        out.facts_ = std::move(facts);
        return out;
    }
    /// These bytes.
    static file of(std::string content, file_facts facts = {}) {
        file out;
        out.content_ = std::make_shared<std::string const>(std::move(content));
        out.facts_ = std::move(facts);
        return out;
    }
    /// What a source gives; see `stream_of`. Null: the empty file.
    static file from(std::shared_ptr<content_source> source, file_facts facts = {}) {
        file out;
        out.source_ = std::move(source);
        out.facts_ = std::move(facts);
        return out;
    }

    std::string const& name() const noexcept { return facts_.name; }
    std::string const& media_type() const noexcept { return facts_.media_type; }
    /// Where it lies on disk; empty: it does not.
    std::string const& path() const noexcept { return path_; }
    /// Where it is neither on disk nor in memory; or null.
    std::shared_ptr<content_source> const& source() const noexcept { return source_; }
    /// What is in memory of it.
    std::string_view content() const noexcept { return content_ ? std::string_view(*content_) : std::string_view(); }
    bool is_in_memory() const noexcept { return path_.empty() && !source_; }

private:
    std::string path_;
    std::shared_ptr<std::string const> content_;
    std::shared_ptr<content_source> source_;
    file_facts facts_;
};

} // namespace apibind
