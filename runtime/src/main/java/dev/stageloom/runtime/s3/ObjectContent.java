package dev.stageloom.runtime.s3;

import java.io.InputStream;

/**
 * An object, or what is left of it from a byte on, as S3 sends it.
 *
 * @param etag the entity tag of the version that is read
 * @param contentType the content type that the object was stored with; empty if there is none
 * @param contentLength how many bytes {@code body} has
 * @param body the bytes, which the caller must close. A connection that breaks is an {@link
 *     java.io.IOException}. Closing it early does not transfer what is left.
 */
public record ObjectContent(
    String etag, String contentType, long contentLength, InputStream body) {}
