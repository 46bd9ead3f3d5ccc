package dev.stageloom.runtime.s3;

import org.jspecify.annotations.Nullable;

/**
 * A part of a multipart upload that S3 has received.
 *
 * @param number its number, from 1 on
 * @param etag its entity tag
 * @param crc32 its CRC-32 checksum in Base64, as S3 writes it; null if S3 was sent none
 */
public record UploadedPart(int number, String etag, @Nullable String crc32) {}
