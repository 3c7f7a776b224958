# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# Finds what the headers of apibind need. The build tree and the installed package config include this one file, so that
# both ask for the same things. Afterwards Boost::headers, Boost::json, httplib::httplib, OpenSSL::SSL and
# Threads::Threads exist, or apibind_missing_dependencies lists for a person what was not found.

set(apibind_missing_dependencies "")

find_package(Boost 1.81 QUIET CONFIG COMPONENTS headers json)
if(NOT Boost_FOUND)
    list(APPEND apibind_missing_dependencies
        "Boost >= 1.81 with Boost.JSON (Debian 12: libboost1.81-dev libboost-json1.81-dev)")
endif()

find_package(OpenSSL 3.0 QUIET)
if(NOT OpenSSL_FOUND)
    list(APPEND apibind_missing_dependencies "OpenSSL >= 3.0 (Debian 12: libssl-dev)")
endif()

find_package(Threads QUIET)
if(NOT Threads_FOUND)
    list(APPEND apibind_missing_dependencies "a thread library")
endif()

# vcpkg, conan and cpp-httplib's own install rules ship a CMake config; Debian ships a compiled library whose macros are
# part of its ABI, and only its .pc file knows them.
if(NOT TARGET httplib::httplib)
    find_package(httplib QUIET CONFIG)
endif()
if(NOT TARGET httplib::httplib)
    find_package(PkgConfig QUIET)
    if(PkgConfig_FOUND)
        if(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL)
            pkg_check_modules(apibind_httplib QUIET IMPORTED_TARGET GLOBAL cpp-httplib>=0.11)
        else()
            pkg_check_modules(apibind_httplib QUIET IMPORTED_TARGET cpp-httplib>=0.11)
        endif()
        if(TARGET PkgConfig::apibind_httplib)
            add_library(httplib::httplib ALIAS PkgConfig::apibind_httplib)
        endif()
    endif()
endif()
if(NOT TARGET httplib::httplib)
    list(APPEND apibind_missing_dependencies
        "cpp-httplib >= 0.11 with OpenSSL support (Debian 12: libcpp-httplib-dev pkg-config)")
endif()

list(JOIN apibind_missing_dependencies "\n  " apibind_missing_dependencies)
