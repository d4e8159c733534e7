package docket.sla;

/** To whom something is promised. */
enum SlaAgreement {
    SLA,
    OLA,
    VENDOR_CONTRACT
}
