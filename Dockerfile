# An image to run countersign from in CI: docker build --tag registry.example.com/acme/countersign .
#
# Push it to a registry of yours, and name it by its digest in the workflows. Both images are of Debian 12, so that
# what is linked in the first is there in the second.
FROM swift:6.3.1-bookworm AS build
# A stable Debian replaces the versions that it has: one that is named here would be gone with the next fix.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libgit2-dev libsqlite3-dev libyaml-dev make pkg-config python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
# The man pages are dated; SOURCE_DATE_EPOCH is the commit's date where somebody passes it on.
ARG SOURCE_DATE_EPOCH=0
RUN swift build --configuration release --product countersign -Xswiftc -static-stdlib -Xswiftc -use-ld=lld \
    -Xlinker --gc-sections -Xlinker -s \
  && SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" Scripts/install .build/release/countersign /usr/local /installed

FROM debian:12-slim
# Pipelines that prepare their clone need git, and `countersign record` signs by git and ssh-keygen; a check needs neither.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git libgit2-1.5 libsqlite3-0 libstdc++6 libyaml-0-2 \
    openssh-client \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*' \
  && useradd --uid 10001 --create-home --shell /usr/sbin/nologin countersign
COPY --from=build /installed/usr/local /usr/local
USER 10001
WORKDIR /repository
ENTRYPOINT ["countersign"]
CMD ["--help"]
