/** A small workflow for each trigger, compiled as a user's are. */
package dev.stageloom.example.trigger;
