"""Security, support, offers and the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "identity_counters",
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("subject_hash", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("scope", "subject_hash", name=op.f("pk_identity_counters")),
    )
    op.create_table(
        "offers",
        sa.Column("offer_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("offer_id", "version", name=op.f("pk_offers")),
    )
    op.create_table(
        "security_events",
        sa.Column("case_number", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=True),
        sa.Column("subject_hash", sa.String(length=64), nullable=True),
        sa.Column("call_hash", sa.String(length=64), nullable=True),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("case_number", name=op.f("pk_security_events")),
    )
    op.create_index(
        op.f("ix_security_events_customer_id"), "security_events", ["customer_id"], unique=False
    )
    op.create_index("ix_security_events_kind_at", "security_events", ["kind", "at"], unique=False)
    op.create_table(
        "account_locks",
        sa.Column("lock_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undo_hash", sa.String(length=64), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_account_locks_customer_id")
        ),
        sa.PrimaryKeyConstraint("lock_id", name=op.f("pk_account_locks")),
        sa.UniqueConstraint("undo_hash", name=op.f("uq_account_locks_undo_hash")),
    )
    op.create_index(
        op.f("ix_account_locks_customer_id"), "account_locks", ["customer_id"], unique=False
    )
    op.create_table(
        "callbacks",
        sa.Column("callback_id", sa.String(length=16), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("topic_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("call_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_callbacks_customer_id")
        ),
        sa.PrimaryKeyConstraint("callback_id", name=op.f("pk_callbacks")),
    )
    op.create_index(op.f("ix_callbacks_call_at"), "callbacks", ["call_at"], unique=False)
    op.create_index(op.f("ix_callbacks_customer_id"), "callbacks", ["customer_id"], unique=False)
    op.create_table(
        "customer_notes",
        sa.Column("note_id", sa.String(length=16), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("call_hash", sa.String(length=64), nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=True),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_customer_notes_customer_id")
        ),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_customer_notes")),
    )
    op.create_index(
        op.f("ix_customer_notes_call_hash"), "customer_notes", ["call_hash"], unique=False
    )
    op.create_index(
        op.f("ix_customer_notes_customer_id"), "customer_notes", ["customer_id"], unique=False
    )
    op.create_table(
        "messages",
        sa.Column("message_id", sa.String(length=16), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_messages_customer_id")
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_customer_id"), "messages", ["customer_id"], unique=False)
    op.create_table(
        "offer_responses",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("offer_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("response", sa.String(length=16), nullable=False),
        sa.Column("call_hash", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_offer_responses_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id", "version"],
            ["offers.offer_id", "offers.version"],
            name=op.f("fk_offer_responses_offer_id_version"),
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_offer_responses")),
    )
    op.create_index(
        "ix_offer_responses_customer_id_offer_id",
        "offer_responses",
        ["customer_id", "offer_id"],
        unique=False,
    )
    op.create_table(
        "outbox",
        sa.Column("outgoing_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("destination_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_outbox_customer_id")
        ),
        sa.PrimaryKeyConstraint("outgoing_id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_customer_id"), "outbox", ["customer_id"], unique=False)
    op.create_index(
        "ix_outbox_sent_at_created_at", "outbox", ["sent_at", "created_at"], unique=False
    )
    op.create_table(
        "tickets",
        sa.Column("ticket_id", sa.String(length=16), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("call_hash", sa.String(length=64), nullable=True),
        sa.Column("topic", sa.String(length=48), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("summary_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_tickets_customer_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_tickets")),
    )
    op.create_index(op.f("ix_tickets_call_hash"), "tickets", ["call_hash"], unique=False)
    op.create_index(op.f("ix_tickets_customer_id"), "tickets", ["customer_id"], unique=False)
    op.create_index(
        "ix_tickets_state_urgency_opened_at",
        "tickets",
        ["state", "urgency", "opened_at"],
        unique=False,
    )


def downgrade() -> None:
    """Drops them."""
    op.drop_table("offer_responses")
    op.drop_table("offers")
    op.drop_table("outbox")
    op.drop_table("customer_notes")
    op.drop_table("messages")
    op.drop_table("callbacks")
    op.drop_table("tickets")
    op.drop_table("account_locks")
    op.drop_table("security_events")
    op.drop_table("identity_counters")
