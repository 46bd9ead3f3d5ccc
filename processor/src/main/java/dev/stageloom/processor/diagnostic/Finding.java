package dev.stageloom.processor.diagnostic;

import dev.stageloom.processor.model.SourcePosition;

/**
 * A diagnostic at a place.
 *
 * @param diagnostic which
 * @param severity how severe it is, by the user's settings
 * @param position where
 * @param message the whole message
 */
public record Finding(
    Diagnostic diagnostic, Severity severity, SourcePosition position, String message) {}
