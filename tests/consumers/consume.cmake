# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# cmake -DKIND=find_package ... -P consume.cmake: builds one outside program in a scratch directory and compares what it
# prints with expected.txt. Prints `SKIPPED: reason` where a tool that it needs is absent.

cmake_minimum_required(VERSION 3.25)
set(here "${CMAKE_CURRENT_LIST_DIR}")
set(ENV{CXX} "${COMPILER}")
set(ENV{LC_ALL} C)

function(run)
    execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${SCRATCH}" RESULT_VARIABLE status
        OUTPUT_VARIABLE output ERROR_VARIABLE output ECHO_OUTPUT_VARIABLE ECHO_ERROR_VARIABLE)
    if(NOT status EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "${KIND}: this failed (${status}): ${command}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

macro(need tool)
    find_program(${tool}_path "${tool}" NO_CACHE)
    if(NOT ${tool}_path)
        message("SKIPPED: ${tool} is not installed")
        return()
    endif()
endmacro()

macro(need_httplib_pc)
    need(pkg-config)
    execute_process(COMMAND pkg-config --exists cpp-httplib openssl RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message("SKIPPED: pkg-config does not know cpp-httplib and openssl")
        return()
    endif()
endmacro()

function(expect_request program)
    execute_process(COMMAND "${program}" WORKING_DIRECTORY "${SCRATCH}" RESULT_VARIABLE status OUTPUT_VARIABLE printed)
    file(READ "${here}/expected.txt" expected)
    if(NOT status EQUAL 0 OR NOT printed STREQUAL expected)
        message(FATAL_ERROR "${KIND}: the program (status ${status}) printed\n${printed}and not\n${expected}")
    endif()
endfunction()

file(REMOVE_RECURSE "${SCRATCH}")
file(MAKE_DIRECTORY "${SCRATCH}")
file(COPY "${here}/consumer.cpp" DESTINATION "${SCRATCH}")
if(IS_DIRECTORY "${here}/${KIND}")
    file(COPY "${here}/${KIND}/" DESTINATION "${SCRATCH}")
endif()

if(KIND STREQUAL "find_package")
    run("${CMAKE_COMMAND}" -S . -B build -G "${GENERATOR}" "-DCMAKE_PREFIX_PATH=${PREFIX}")
    run("${CMAKE_COMMAND}" --build build)
    expect_request("${SCRATCH}/build/consumer")

    # Another minor version before 1.0 is another interface.
    file(READ "${SCRATCH}/CMakeLists.txt" project)
    string(REPLACE "apibind 0.1 REQUIRED" "apibind 0.0 REQUIRED" project "${project}")
    file(WRITE "${SCRATCH}/older/CMakeLists.txt" "${project}")
    execute_process(COMMAND "${CMAKE_COMMAND}" -S older -B build-older -G "${GENERATOR}" "-DCMAKE_PREFIX_PATH=${PREFIX}"
        WORKING_DIRECTORY "${SCRATCH}" RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(status EQUAL 0 OR NOT output MATCHES "compatible")
        message(FATAL_ERROR "the package took a request for another minor version:\n${output}")
    endif()

elseif(KIND STREQUAL "add_subdirectory" OR KIND STREQUAL "fetch_content")
    run("${CMAKE_COMMAND}" -S . -B build -G "${GENERATOR}" "-DAPIBIND_SOURCE=${SOURCE}")
    run("${CMAKE_COMMAND}" --build build)
    expect_request("${SCRATCH}/build/consumer")

    # Inside another project, apibind brings neither its tests and examples nor its install rules.
    file(STRINGS "${SCRATCH}/build/CMakeCache.txt" options REGEX "^APIBIND_(BUILD_[A-Z]+|INSTALL):")
    list(LENGTH options count)
    list(FILTER options EXCLUDE REGEX "=OFF$")
    if(options OR NOT count EQUAL 4)
        message(FATAL_ERROR "${count} options are known, and these are not off: ${options}")
    endif()

elseif(KIND STREQUAL "pkg_config")
    need_httplib_pc()
    set(ENV{PKG_CONFIG_PATH} "${PREFIX}/${DATADIR}/pkgconfig")
    run(sh ./build.sh)
    expect_request("${SCRATCH}/consumer")

    # The installed tree may be moved: its .pc says where it is now.
    file(RENAME "${SCRATCH}/consumer" "${SCRATCH}/consumer-before")
    file(COPY "${PREFIX}/" DESTINATION "${SCRATCH}/moved")
    set(ENV{PKG_CONFIG_PATH} "${SCRATCH}/moved/${DATADIR}/pkgconfig")
    run(pkg-config --cflags-only-I apibind)
    string(FIND "${output}" "-I${SCRATCH}/moved/${DATADIR}/pkgconfig/../../${INCLUDEDIR}" at)
    if(at EQUAL -1)
        message(FATAL_ERROR "the moved package does not say where it is: ${output}")
    endif()
    run(sh ./build.sh)
    expect_request("${SCRATCH}/consumer")

elseif(KIND STREQUAL "makefile")
    need(make)
    need_httplib_pc()
    file(COPY "${SOURCE}/include/" DESTINATION "${SCRATCH}/third_party/apibind")
    run(make)
    expect_request("${SCRATCH}/consumer")

elseif(KIND STREQUAL "meson_subproject")
    need(meson)
    need(ninja)
    need_httplib_pc()
    file(MAKE_DIRECTORY "${SCRATCH}/subprojects")
    file(CREATE_LINK "${SOURCE}" "${SCRATCH}/subprojects/apibind" SYMBOLIC)
    run(meson setup build)
    run(meson compile -C build)
    expect_request("${SCRATCH}/build/consumer")

elseif(KIND STREQUAL "meson")
    # apibind's own meson build, installed and used through its .pc.
    need(meson)
    need(ninja)
    need_httplib_pc()
    # Its tests and examples are configured, and not built: CMake's build of them has run them.
    run(meson setup build "${SOURCE}" "--prefix=${SCRATCH}/prefix" -Dtests=enabled -Dexamples=enabled)
    run(meson install -C build --no-rebuild)
    file(COPY "${here}/pkg_config/build.sh" DESTINATION "${SCRATCH}")
    set(ENV{PKG_CONFIG_PATH} "${SCRATCH}/prefix/share/pkgconfig")
    run(sh ./build.sh)
    expect_request("${SCRATCH}/consumer")

elseif(KIND STREQUAL "other_compiler")
    need_httplib_pc()
    run(pkg-config --cflags cpp-httplib openssl)
    separate_arguments(flags UNIX_COMMAND "${output}")
    run(pkg-config --libs cpp-httplib openssl)
    separate_arguments(libraries UNIX_COMMAND "${output}")
    set(compile "${OTHER_COMPILER}" -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -pthread
        "-I${SOURCE}/include" ${flags})
    run(${compile} -fsyntax-only "${ALL_HEADERS}")
    run(${compile} -o consumer consumer.cpp ${libraries} -lboost_json)
    expect_request("${SCRATCH}/consumer")

else()
    message(FATAL_ERROR "no such kind of consumer: ${KIND}")
endif()
