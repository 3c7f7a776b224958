// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fuzz.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

// Runs one target over all files of the folders given, without libFuzzer: `replay SEEDS...`. Short ones are also cut at
// every byte, so that a text that ends too early is tried everywhere.

namespace {

/// Exactly as large as the input, so that a sanitizer sees a byte read behind it.
void run(std::vector<std::uint8_t> const& input, std::size_t size) {
    std::vector<std::uint8_t> const part(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(size));
    LLVMFuzzerTestOneInput(part.data(), part.size());
}

} // namespace

int main(int count, char** arguments) {
    constexpr std::size_t longest_cut = 600;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < count; ++i)
        for (auto const& entry : std::filesystem::directory_iterator(arguments[i]))
            if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::size_t inputs = 0;
    for (auto const& file : files) {
        std::ifstream in(file, std::ios::binary);
        std::vector<std::uint8_t> const input(std::istreambuf_iterator<char>(in), {});
        std::cerr << file.filename().string() << std::endl; // the one that fails is the last
        for (std::size_t size = input.size() <= longest_cut ? 0 : input.size(); size <= input.size(); ++size, ++inputs)
            run(input, size);
    }
    std::cerr << files.size() << " seeds, " << inputs << " inputs: no property broken\n";
    return files.empty() ? 1 : 0;
}
