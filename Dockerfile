# Built on the Debian that it runs on, so that OpenSSL, libyaml and RE2 are the versions compiled against. They stay shared
# libraries from Debian's packages: an update is a rebuild of the last stage, and scanners see which version is there.
# (A distroless image is smaller still, but has no libyaml, and what is copied in by hand no scanner knows.)
FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libssl-dev libyaml-dev libre2-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# Dependencies first: they change less often than sources.
COPY Package.swift ./
RUN swift package resolve
COPY Sources Sources
# Not built, but the manifest names them.
COPY Tests Tests
RUN swift build -c release --static-swift-stdlib --product tallyman -Xlinker --strip-all

FROM debian:12-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libssl3 libyaml-0-2 libre2-9 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /src/.build/release/tallyman /usr/bin/tallyman
# A number, not a name: the kubelet can check runAsNonRoot only on numbers.
USER 65532:65532
EXPOSE 8443 8081
ENTRYPOINT ["/usr/bin/tallyman"]
CMD ["serve", "--config", "/etc/tallyman/config.yaml"]
