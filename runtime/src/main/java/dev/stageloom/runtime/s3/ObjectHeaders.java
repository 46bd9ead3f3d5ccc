package dev.stageloom.runtime.s3;

/**
 * What is stored beside an object's content.
 *
 * @param contentType HTTP's {@code Content-Type}
 * @param contentEncoding HTTP's {@code Content-Encoding}; empty for none
 */
public record ObjectHeaders(String contentType, String contentEncoding) {}
