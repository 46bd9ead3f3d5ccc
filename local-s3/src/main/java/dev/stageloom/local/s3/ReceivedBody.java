package dev.stageloom.local.s3;

import java.nio.file.Path;

/**
 * The bytes of a request, received into a temporary file.
 *
 * @param file the file
 * @param md5 the MD5 of the bytes, in hexadecimal
 * @param size the number of bytes
 */
record ReceivedBody(Path file, String md5, long size) {}
